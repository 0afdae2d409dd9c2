import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import classes from './row-table.module.css';

/** Goes to a row by its number, counted from 1. @param onJump gets it counted from 0 */
export function JumpToRow({ rows, onJump }: { readonly rows: number; readonly onJump: (row: number) => void }) {
  const [row, setRow] = useState<number | string>('');
  const jump = () => {
    if (typeof row === 'number' && rows > 0) onJump(Math.max(1, Math.min(rows, Math.round(row))) - 1);
  };
  return (
    <form
      className={classes.jump}
      onSubmit={(event) => {
        event.preventDefault();
        jump();
      }}
    >
      <NumberInput
        aria-label="Jump to row"
        placeholder="Row"
        value={row}
        onChange={setRow}
        min={1}
        max={rows}
        allowDecimal={false}
        thousandSeparator=" "
        hideControls
        w={110}
      />
      <Button type="submit" variant="default" disabled={typeof row !== 'number'}>
        Go
      </Button>
    </form>
  );
}

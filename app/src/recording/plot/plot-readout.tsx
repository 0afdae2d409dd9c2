import type { CSSProperties } from 'react';
import type { RowReadout, TableSummary } from '../recording-protocol.js';
import { curveColour } from './plot-colours.js';
import { type PlotSetup, shownUnit } from './plot-setup.js';
import classes from './recording-plot.module.css';

/** Digits of a double-precision number, nearly always. */
const WIDEST = 18;

/** The row under the pointer (or the marked one) with all the digits of its values; names the curves at other times. */
export function PlotReadout({
  setup,
  table,
  readout,
  isMark,
  isDark,
}: {
  readonly setup: PlotSetup;
  readonly table: TableSummary;
  readonly readout: RowReadout | null;
  /** It is the marked row: what it says is read out. */
  readonly isMark: boolean;
  readonly isDark: boolean;
}) {
  // A readout of before the columns were changed says nothing about the present ones.
  const fits = readout !== null && readout.ys.length === setup.ys.length;
  const x = setup.x === 'row' ? null : table.columns[setup.x]!;
  return (
    <div className={classes.readout} aria-live={isMark ? 'polite' : 'off'}>
      <span className={classes.row}>
        {fits ? `${isMark ? 'Marked row' : 'Row'} ${(readout.row + 1).toLocaleString('en')}` : 'Point at the plot'}
      </span>
      {x !== null && <Value name={x.name} text={fits ? readout.x.text : ''} unit={shownUnit(x)} />}
      {setup.ys.map(({ column, slot }, i) => {
        const { name } = table.columns[column]!;
        return (
          <Value
            key={column}
            name={name}
            text={fits ? readout.ys[i]!.text || 'missing' : ''}
            unit={shownUnit(table.columns[column]!)}
            colour={curveColour(slot, isDark)}
          />
        );
      })}
    </div>
  );
}

function Value({
  name,
  text,
  unit,
  colour,
}: {
  readonly name: string;
  readonly text: string;
  readonly unit: string;
  readonly colour?: string;
}) {
  return (
    <span className={classes.value}>
      {colour !== undefined && <span className={classes.sample} style={{ background: colour }} aria-hidden />}
      <span className={classes.name}>{name}</span>
      <span className={classes.number} style={{ '--digits': `${WIDEST + unit.length}ch` } as CSSProperties}>
        {text.replace(/^-/, '−')}
        {text !== '' && unit !== '' && ` ${unit}`}
      </span>
    </span>
  );
}

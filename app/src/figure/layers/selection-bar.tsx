import { Button, Paper, Text } from '@mantine/core';
import { useStore } from 'zustand';
import { type FigureSession, withoutChoice } from '../figure-session.js';
import { type Exclude, rowsToChange } from '../gestures/figure-keys.js';
import { choiceText } from './choice-text.js';
import classes from './selection-bar.module.css';

export interface SelectionBarProps {
  readonly session: FigureSession;
  /** CSS pixels per point of the figure. */
  readonly scale: number;
  readonly onExclude: Exclude;
  /** Called when the bar goes away after one of its buttons was pressed: the focus must not be lost. */
  readonly onClose: () => void;
}

/** Height of the bar with a little air, and half its width, CSS pixels. */
const ROOM = 44;
const HALF = 165;

/** What shall be done with the points in the brush: a bar above it, or below where there is no room. */
export function SelectionBar({ session, scale, onExclude, onClose }: SelectionBarProps) {
  const figure = useStore(session, (state) => state.figure);
  const chosen = useStore(session, (state) => state.chosen);
  const boxes = useStore(session, (state) => state.boxes);
  const area = useStore(session, (state) => state.area);
  const frame = boxes.find(({ panel, part }) => panel === chosen[0]?.panel && part === chosen[0]?.part);
  if (figure === undefined || chosen.length === 0 || frame === undefined) return null;
  const { left, top, width, height } = area ?? frame;
  const above = top * scale >= ROOM;
  const leave = rowsToChange(figure, { chosen, present: undefined }, true);
  const takeBack = rowsToChange(figure, { chosen, present: undefined }, false);
  const close = (): void => {
    session.setState(withoutChoice(session.getState()), true);
    onClose();
  };
  const change = (leaveOut: boolean): void => {
    onExclude(leaveOut ? leave : takeBack, leaveOut);
    close();
  };
  return (
    <Paper
      className={classes.bar}
      shadow="md"
      withBorder
      role="group"
      aria-label="Points in the selection"
      data-above={above || undefined}
      style={{
        // Not so far to a side that the bar would stick out.
        left: `clamp(min(50%, ${HALF}px), ${(left + width / 2) * scale}px, max(50%, 100% - ${HALF}px))`,
        top: (above ? top : top + height) * scale,
      }}
    >
      <Text size="xs" fw={600}>
        {choiceText(leave.length, takeBack.length)}
      </Text>
      <Button size="compact-xs" disabled={leave.length === 0} title="Delete" onClick={() => change(true)}>
        Leave out
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={takeBack.length === 0}
        title="Insert"
        onClick={() => change(false)}
      >
        Take back
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" title="Escape" onClick={close}>
        Cancel
      </Button>
    </Paper>
  );
}

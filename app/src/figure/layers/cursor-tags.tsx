import { useStore } from 'zustand';
import { toData } from '../../../../src/figure/layout/frames.js';
import type { FigureSession } from '../figure-session.js';
import { cursorNumber } from './cursor-number.js';
import classes from './cursor-tags.module.css';

export interface CursorTagsProps {
  readonly session: FigureSession;
  /** CSS pixels per point of the figure. */
  readonly scale: number;
}

/** The values of both axes at the crosshair, on the axes: over tick labels they cover no data. */
export function CursorTags({ session, scale }: CursorTagsProps) {
  const pointer = useStore(session, (state) => state.pointer);
  const boxes = useStore(session, (state) => state.boxes);
  const figure = useStore(session, (state) => state.figure);
  const box = pointer === undefined ? undefined : boxes[pointer.box];
  if (pointer === undefined || box === undefined || figure?.panels[box.panel]?.axes === 'none') return null;
  const { x, y } = toData(box, pointer.x, pointer.y);
  // A panel with a strip has its axis below the strip.
  const foot = Math.max(...boxes.filter(({ panel }) => panel === box.panel).map(({ top, height }) => top + height));
  const span = ({ domain: [from, to] }: typeof box.x): number => to - from;
  return (
    <>
      <div className={classes.tag} data-axis="x" style={{ left: pointer.x * scale, top: foot * scale }}>
        {cursorNumber(x, span(box.x), box.width * scale, box.x.type)}
      </div>
      <div className={classes.tag} data-axis="y" style={{ left: box.left * scale, top: pointer.y * scale }}>
        {cursorNumber(y, span(box.y), box.height * scale, box.y.type)}
      </div>
    </>
  );
}

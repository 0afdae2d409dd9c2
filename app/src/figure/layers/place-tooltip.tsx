import { useStore } from 'zustand';
import { type FigureSession, presentHit } from '../figure-session.js';
import type { PlaceNote } from '../points/describe-point.js';
import classes from './place-tooltip.module.css';

export interface PlaceTooltipProps {
  readonly session: FigureSession;
  /** CSS pixels per point of the figure. */
  readonly scale: number;
}

/** What is under the pointer, beside it; without a pointer the point at which the keyboard is. */
export function PlaceTooltip({ session, scale }: PlaceTooltipProps) {
  const hit = useStore(session, (state) => (state.pointer === undefined ? undefined : state.pointer.hit));
  const hasPointer = useStore(session, (state) => state.pointer !== undefined);
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const present = useStore(session, (state) => state.present);
  const width = useStore(session, (state) => state.picture?.layout.width ?? 0);
  const height = useStore(session, (state) => state.picture?.layout.height ?? 0);
  const shown = hasPointer ? hit : presentHit({ figure, boxes, present });
  if (shown === undefined) return null;
  return (
    <div
      className={classes.tooltip}
      data-left={shown.x > 0.55 * width || undefined}
      data-above={shown.y > 0.6 * height || undefined}
      style={{ left: shown.x * scale, top: shown.y * scale }}
    >
      <NoteLines note={shown.note} />
    </div>
  );
}

function NoteLines({ note }: { readonly note: PlaceNote }) {
  return (
    <>
      {note.title !== '' && <div className={classes.title}>{note.title}</div>}
      <dl className={classes.values}>
        {note.values.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note.origin !== '' && note.origin !== note.title && <div className={classes.origin}>{note.origin}</div>}
    </>
  );
}

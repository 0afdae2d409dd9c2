import { useStore } from 'zustand';
import { type FigureSession, presentHit } from '../figure-session.js';
import type { PlaceNote } from '../points/describe-point.js';
import { useNote } from '../use-note.js';
import classes from './place-tooltip.module.css';

export interface PlaceTooltipProps {
  readonly session: FigureSession;
  /** Analysis whose rows the figure shows. */
  readonly analysis?: string | undefined;
  /** CSS pixels per point of the figure. */
  readonly scale: number;
}

/**
 * What is under the pointer, beside it; without a pointer the point at which the keyboard is, while it is there. Nothing
 * while a selection waits for what shall be done with it.
 */
export function PlaceTooltip({ session, analysis, scale }: PlaceTooltipProps) {
  const hit = useStore(session, (state) => (state.pointer === undefined ? undefined : state.pointer.hit));
  const hasPointer = useStore(session, (state) => state.pointer !== undefined);
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const present = useStore(session, (state) => state.present);
  const selecting = useStore(session, (state) => state.area !== undefined || state.chosen.length > 0);
  const width = useStore(session, (state) => state.picture?.layout.width ?? 0);
  const height = useStore(session, (state) => state.picture?.layout.height ?? 0);
  const shown = hasPointer ? hit : selecting ? undefined : presentHit({ figure, boxes, present });
  const note = useNote(shown, figure, analysis);
  if (shown === undefined || note === undefined) return null;
  return (
    <div
      className={classes.tooltip}
      data-present={!hasPointer || undefined}
      data-left={shown.x > 0.55 * width || undefined}
      data-above={shown.y > 0.6 * height || undefined}
      style={{ left: shown.x * scale, top: shown.y * scale }}
    >
      <NoteLines note={note} />
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
      {note.origin !== '' && <div className={classes.origin}>{note.origin}</div>}
    </>
  );
}

import { useEffect } from 'react';
import { toData } from '../../../src/figure/layout/frames.js';
import { pointAt } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import type { FigureSession, FigureState } from './figure-session.js';
import { xKey } from './limits/zoom-limits.js';
import { type OriginOfPoint, originOf, type RowName } from './points/point-origin.js';
import { sharedCursor } from './shared-cursor.js';

/**
 * Links a figure with all others: tells the workbench which row its pointer or keyboard is at and where on x the pointer
 * is, and returns the row of this analysis that is pointed at anywhere.
 *
 * @param analysis none where a figure shows several or no analysis: then its rows are linked with nothing
 */
export function usePointing(session: FigureSession, analysis: string | undefined): RowName | null {
  useEffect(
    () =>
      session.subscribe((state, before) => {
        shareCursor(session, state, before);
        if (analysis === undefined) return;
        const [now, then] = [rowOf(state), rowOf(before)];
        if (now?.recording === then?.recording && now?.row === then?.row) return;
        if (now === undefined) pointAt(null);
        else pointAt(now.row === undefined ? { analysis, recording: now.recording } : { analysis, ...rowNameOf(now) });
      }),
    [session, analysis],
  );
  useEffect(
    () => () => {
      if (sharedCursor.getState().cursor?.from === session) sharedCursor.setState({ cursor: undefined });
      if (analysis !== undefined && rowOf(session.getState()) !== undefined) pointAt(null);
    },
    [session, analysis],
  );
  return useWorkbench((state) => (state.pointedAt?.analysis === analysis ? state.pointedAt : null));
}

function rowNameOf({ recording, row }: OriginOfPoint): RowName {
  return row === undefined ? { recording } : { recording, row };
}

/** The row under the pointer; without a pointer on a point, that of the point at which the keyboard is. */
function rowOf({ figure, pointer, present }: FigureState): OriginOfPoint | undefined {
  const name = pointer?.hit?.point ?? (pointer === undefined ? present : undefined);
  return figure === undefined || name === undefined ? undefined : originOf(figure, name);
}

function shareCursor(session: FigureSession, state: FigureState, before: FigureState): void {
  const { pointer, figure, boxes } = state;
  if (pointer === before.pointer) return;
  if (pointer === undefined || figure === undefined) {
    if (sharedCursor.getState().cursor?.from === session) sharedCursor.setState({ cursor: undefined });
    return;
  }
  const box = boxes[pointer.box]!;
  const { x } = toData(box, pointer.x, pointer.y);
  sharedCursor.setState({ cursor: { key: xKey(figure.panels[box.panel]!.x), x, from: session } });
}

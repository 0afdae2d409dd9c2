import { VisuallyHidden } from '@mantine/core';
import { useStore } from 'zustand';
import { type FigureSession, presentHit } from '../figure-session.js';
import { rowsToChange } from '../gestures/figure-keys.js';
import { speak } from '../points/describe-point.js';
import { useNote } from '../use-note.js';
import { choiceText } from './choice-text.js';

/** Says aloud at which point the keyboard is, and how many points are chosen. */
export function LiveNote({
  session,
  analysis,
}: {
  readonly session: FigureSession;
  readonly analysis?: string | undefined;
}) {
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const present = useStore(session, (state) => state.present);
  const chosen = useStore(session, (state) => state.chosen);
  const note = useNote(presentHit({ figure, boxes, present }), figure, analysis);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words()}
    </VisuallyHidden>
  );

  function words(): string {
    if (figure === undefined) return '';
    if (chosen.length > 0) {
      const count = (leaveOut: boolean): number =>
        rowsToChange(figure!, { chosen, present: undefined }, leaveOut).length;
      return `${choiceText(count(true), count(false))}. Delete leaves out, Insert takes back, Escape lets go.`;
    }
    if (note !== undefined) return speak(note);
    return present === undefined ? '' : 'This point is outside the limits.';
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addStep,
  canRedo,
  canUndo,
  presentText,
  redoLabel,
  redone,
  startHistory,
  undoLabel,
  undone,
} from './history.js';

const typed = (text: string, mark?: string) => ({ text, label: `to ${text}`, ...(mark === undefined ? {} : { mark }) });

describe('the history of study.yaml', () => {
  it('goes back and forth, and says what it would do', () => {
    const history = addStep(addStep(startHistory('a'), typed('b')), typed('c'));
    expect(undoLabel(history)).toBe('to c');
    const back = undone(history);
    expect(presentText(back)).toBe('b');
    expect(redoLabel(back)).toBe('to c');
    expect(presentText(redone(back))).toBe('c');
  });

  it('forgets what was undone when something else is done', () => {
    const history = addStep(undone(addStep(startHistory('a'), typed('b'))), typed('c'));
    expect(canRedo(history)).toBe(false);
    expect(presentText(undone(history))).toBe('a');
  });

  it('takes no step for the same text', () => {
    const history = startHistory('a');
    expect(addStep(history, typed('a'))).toBe(history);
  });

  it('joins steps with one mark, but not with what was there when the study was opened', () => {
    let history = startHistory('a');
    for (const text of ['b', 'c', 'd']) history = addStep(history, typed(text, 'dragging R1'));
    expect(presentText(history)).toBe('d');
    expect(presentText(undone(history))).toBe('a');
    history = addStep(history, typed('e', 'dragging R2'));
    expect(presentText(undone(history))).toBe('d');
  });

  it('undoes every edit there was, in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 }), (texts) => {
        let history = startHistory(texts[0]!);
        for (const text of texts.slice(1)) history = addStep(history, typed(text));
        for (const text of texts.slice(0, -1).reverse()) {
          expect(canUndo(history)).toBe(true);
          history = undone(history);
          expect(presentText(history)).toBe(text);
        }
        expect(canUndo(history)).toBe(false);
      }),
    );
  });
});

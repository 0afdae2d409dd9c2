import { describe, expect, it } from 'vitest';
import { addStep, startHistory, undone } from './history.js';
import { isUnsaved, runSummary, runText } from './study-status.js';
import type { AnalysisRun } from './workbench.js';

const run = (state: AnalysisRun['state'], share = state === 'running' ? 0.5 : 1): AnalysisRun => ({
  state,
  share,
  doing: '',
});

describe('isUnsaved', () => {
  it('is true from the first edit until the text is saved or the edit taken back', () => {
    const opened = startHistory('title: a');
    const edited = addStep(opened, { text: 'title: b', label: 'title' });
    expect(isUnsaved({ history: opened, savedText: 'title: a' })).toBe(false);
    expect(isUnsaved({ history: edited, savedText: 'title: a' })).toBe(true);
    expect(isUnsaved({ history: edited, savedText: 'title: b' })).toBe(false);
    expect(isUnsaved({ history: undone(edited), savedText: 'title: a' })).toBe(false);
  });

  it('takes a proposal that nobody edited for nothing to lose', () => {
    const proposed = startHistory('title: a');
    expect(isUnsaved({ history: proposed, savedText: null })).toBe(false);
    expect(isUnsaved({ history: addStep(proposed, { text: 'title: b', label: 't' }), savedText: null })).toBe(true);
  });
});

describe('runSummary', () => {
  it('counts what is under way in part', () => {
    const summary = runSummary({ a: run('done'), b: run('running'), c: run('waiting', 0), d: run('failed') });
    expect(summary).toEqual({ total: 4, ended: 2, failed: 1, cancelled: 0, share: 2.5 / 4 });
    expect(runText(summary, true)).toBe('2 of 4 done');
    expect(runText(summary, false)).toBe('4 analyses, 1 failed');
  });

  it('is complete without analyses', () => {
    expect(runText(runSummary({}), false)).toBe('no analyses');
    expect(runSummary({}).share).toBe(1);
  });
});

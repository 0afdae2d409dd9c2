import { describe, expect, it } from 'vitest';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import { findingSummary, worstText } from '../shell/outcome-findings.js';
import { codeWords, studyGroups } from './study-groups.js';

const noise = { code: 'residual-structure', severity: 'warning', message: 'not noise' } as const;
const good = {
  id: 'a',
  result: {
    findings: [{ code: 'remark', severity: 'info', message: 'by the way' }],
    series: [
      { label: 'x', findings: [noise] },
      { label: 'y', findings: [noise, { ...noise, message: 'other' }] },
    ],
  },
} as unknown as AnalysisOutcome;
const bad = {
  id: 'b',
  failure: { code: 'file-not-found', message: 'no file fits', hint: 'look', where: {} },
} as unknown as AnalysisOutcome;

describe('studyGroups', () => {
  it('puts the gravest first, whatever part of the study it is from', () => {
    const overall = [{ code: 'check-disagrees', severity: 'warning', message: 'm' }] as const;
    const groups = studyGroups(overall, [good, bad]);
    expect(groups.map(({ severity, code, analysis }) => [severity, code, analysis])).toEqual([
      ['error', 'file-not-found', 'b'],
      ['warning', 'check-disagrees', undefined],
      ['warning', 'residual-structure', 'a'],
      ['info', 'remark', 'a'],
    ]);
    expect(codeWords('check-disagrees')).toBe('check disagrees');
  });
});

describe('findingSummary', () => {
  it('counts each message once and takes a failure for an error', () => {
    expect(findingSummary(good)).toMatchObject({ counts: { error: 0, warning: 2, info: 1 }, worst: 'warning' });
    expect(worstText(findingSummary(good))).toBe('2 warnings');
    expect(worstText(findingSummary(bad))).toBe('1 error');
  });

  it('is made once for an outcome', () => {
    expect(findingSummary(good)).toBe(findingSummary(good));
  });
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../techniques/technique.js';
import { findingsOf, groupFindings, studyFindings } from './gather-findings.js';
import { sampleStudy } from './test-support/sample-study.js';

const warning = (message: string, where?: string): Finding => ({
  code: 'outliers',
  severity: 'warning',
  message,
  ...(where === undefined ? {} : { where }),
});

describe('findingsOf', () => {
  it('names the recording once, whether or not the technique did', () => {
    const result = sampleStudy().analyses[0]!.result!;
    const findings = [warning('a'), warning('b', 'x'), warning('c', 'x, R1'), warning('d', 'R1')];
    const places = findingsOf({ ...result, findings: [], series: [{ ...result.series[0]!, label: 'x', findings }] });
    expect(places.map(({ where }) => where)).toEqual(['x', 'x', 'x, R1', 'x, R1']);
  });
});

describe('groupFindings', () => {
  it('says equal messages once, with all their places, the gravest kind first', () => {
    const groups = groupFindings([
      { code: 'note', severity: 'info', message: 'n' },
      warning('same', 'a'),
      warning('other', 'b'),
      warning('same', 'c'),
    ]);
    expect(groups.map(({ code }) => code)).toEqual(['outliers', 'note']);
    expect(groups[0]!.messages).toEqual([
      { message: 'same', where: ['a', 'c'] },
      { message: 'other', where: ['b'] },
    ]);
  });
});

describe('studyFindings', () => {
  it('counts a failed analysis among the errors and says what to do', () => {
    const failure = studyFindings(sampleStudy()).find(({ analysis }) => analysis === 'polarization')!;
    expect(failure.severity).toBe('error');
    expect(failure.code).toBe('missing-column');
    expect(failure.messages[0]!.message).toContain('To mend it: name the column');
  });
});

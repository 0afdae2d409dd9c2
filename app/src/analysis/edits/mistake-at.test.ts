import { describe, expect, it } from 'vitest';
import { phasesTechnique } from '../../../../src/execution/test-support/phases-technique.js';
import { findTechnique } from '../../../../src/techniques/registry.js';
import { mistakeAt, optionOfFailure } from './mistake-at.js';

const technique = findTechnique('impedance')!;
const nothing = { id: 'a', technique, typed: {}, failure: undefined, mistakes: [] };
const failure = (path: string, message: string) => ({
  code: 'invalid-option',
  message,
  hint: 'give another',
  where: { file: 'study.yaml', line: 5, path },
});

describe('mistakeAt', () => {
  it('tells a failure of the run at the option it names', () => {
    const judged = { ...nothing, failure: failure('analyses.a.circuit', 'no such element\nR0-X\n   ^') };
    expect(mistakeAt(judged, 'circuit')).toBe('no such element');
    expect(mistakeAt(judged, 'fix')).toBeUndefined();
    expect(mistakeAt({ ...judged, id: 'b' }, 'circuit')).toBeUndefined();
  });

  it('tells a mistake of study.yaml first', () => {
    const mistakes = [{ path: 'analyses.a.starts', message: 'expected number' }];
    expect(mistakeAt({ ...nothing, mistakes }, 'starts')).toBe('expected number');
  });

  it('tells of a parameter only what names it', () => {
    const judged = { ...nothing, failure: failure('analyses.a.fix', 'R1 cannot be fixed at 2, nor R2.') };
    expect(mistakeAt(judged, 'fix', 'R1')).toContain('R1 cannot');
    expect(mistakeAt(judged, 'fix', 'R2')).toContain('R1 cannot');
    expect(mistakeAt(judged, 'fix', 'R')).toBeUndefined();
    const other = { ...nothing, failure: failure('analyses.a.fix', 'CPE1.n and R10 are wrong') };
    expect(mistakeAt(other, 'fix', 'R1')).toBeUndefined();
    expect(mistakeAt(other, 'fix', 'CPE1')).toBeUndefined();
    expect(mistakeAt(other, 'fix', 'CPE1.n')).toBeDefined();
  });
});

describe('optionOfFailure', () => {
  const judge = (typed: Record<string, unknown>, message: string, path = 'analyses.a') =>
    optionOfFailure(failure(path, message), { id: 'a', technique, typed });

  it('is the one that the place names', () => {
    expect(judge({ circuit: 'R0-C1' }, 'R0-C1 is wrong', 'analyses.a.fix')).toBe('fix');
  });

  it('is the one that names the file', () => {
    const failed = { code: 'malformed-file', message: 'no cell', hint: '', where: { file: 'cif/a.cif', line: 2 } };
    const judged = { id: 'a', technique: phasesTechnique, typed: { phase: ['x=./cif/a.cif'] } };
    expect(optionOfFailure(failed, judged)).toBe('phase');
    expect(optionOfFailure({ ...failed, where: { file: 'raw/a.xy' } }, judged)).toBeUndefined();
  });

  it('is else the one whose text the message repeats', () => {
    expect(judge({ circuit: 'R0-p(R1' }, 'bracket not closed\nR0-p(R1\n  ^')).toBe('circuit');
    expect(judge({ circuit: 'R0' }, 'R0 is wrong')).toBeUndefined();
    expect(judge({ circuit: 'R0-C1' }, 'too few points')).toBeUndefined();
  });
});

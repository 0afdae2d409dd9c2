import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../recording.js';
import { withDirection } from './current-sign.js';

function signed(rows: readonly (readonly [string, number])[]) {
  const diagnostics: Diagnostic[] = [];
  const given = Float64Array.from(rows, ([, value]) => value);
  const state = { name: 'state', unit: '', kind: 'state', text: rows.map(([word]) => word) } as const;
  const current = withDirection(given, state, diagnostics);
  return { values: [...current], kept: current === given, severities: diagnostics.map(({ severity }) => severity) };
}

describe('the sign of a current whose direction is in words', () => {
  it('is given to amounts', () => {
    const { values, severities } = signed([
      ['C', 1],
      ['R', 0],
      ['D', 1],
    ]);
    expect(values).toEqual([1, 0, -1]);
    expect(severities).toEqual(['info']);
  });

  it('is given to amounts also where the noise of a rest is negative', () => {
    const { values } = signed([
      ['Rest', -1e-6],
      ['CC_Chg', 1],
      ['CC_DChg', 1],
    ]);
    expect(values).toEqual([-1e-6, 1, -1]);
  });

  it('stays where the file has it', () => {
    const usual = signed([
      ['CC_Chg', 1],
      ['CC_DChg', -1],
      ['CC_DChg', -1],
    ]);
    expect(usual).toMatchObject({ kept: true, severities: [] });
  });

  it('is not touched for the noise with which a discharge begins', () => {
    const rows = Array.from({ length: 20 }, (_, k) => ['D', k === 0 ? 1e-6 : -1] as const);
    expect(signed([['C', 1], ...rows])).toMatchObject({ kept: true, severities: [] });
  });

  it('is kept with a warning where it contradicts the words throughout', () => {
    const swapped = signed([
      ['CC_Chg', -1],
      ['CC_DChg', 1],
    ]);
    expect(swapped).toMatchObject({ kept: true, severities: ['warning'] });
  });
});

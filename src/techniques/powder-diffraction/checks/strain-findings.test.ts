import { describe, expect, it } from 'vitest';
import type { RefinedParameter, Refinement } from '../refinement.js';
import { singularFindings } from './singular-findings.js';
import { strainNotSeen } from './strain-findings.js';

const term = (name: string, state: RefinedParameter['state']): RefinedParameter => ({
  name,
  value: -1e-8,
  sigma: null,
  unit: 'angstrom^-4',
  state,
  start: 1e-7,
});
const refinement = (...parameters: RefinedParameter[]) =>
  ({
    parameters,
    singular: parameters.filter(({ state }) => state === 'singular').map(({ name }) => ({ terms: [[name, 1]] })),
  }) as unknown as Refinement;

describe('strainNotSeen', () => {
  it('says once that a phase has none, and nothing of single terms', () => {
    const none = refinement(term('tet.S400', 'singular'), term('tet.S004', 'singular'));
    expect(strainNotSeen(none)).toMatchObject([{ severity: 'info', where: 'tet' }]);
    expect(strainNotSeen(none)[0]!.message).toContain('S400, S004');
    expect(singularFindings(none)).toEqual([]);
  });

  it('leaves a phase alone of which some terms are seen', () => {
    const some = refinement(term('tet.S400', 'singular'), term('tet.S004', 'free'));
    expect(strainNotSeen(some)).toEqual([]);
    expect(singularFindings(some)).toHaveLength(1);
  });
});

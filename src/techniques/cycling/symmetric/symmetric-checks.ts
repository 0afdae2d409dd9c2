/** What a referee would ask of a symmetric cell. */
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';
import { fillingFinding } from './filling-finding.js';
import { protocolFinding } from './protocol-finding.js';

/** Directions that differ by more than this share of the potential are no symmetric cell any more. */
const LARGEST_ASYMMETRY = 0.1;
/** Currents of both directions agree to this. */
const SAME_CURRENT = 0.02;

export function symmetricFindings(test: CyclingTest, analysis: SymmetricAnalysis): Finding[] {
  const { cycles, area, critical, sound } = analysis;
  const where = test.label;
  const findings: Finding[] = [];
  if (area === undefined) {
    const message =
      'No area: currents, capacities and resistances stay those of the whole cell. Give the area or the diameter of the electrodes.';
    findings.push({ code: 'no-geometry', severity: 'warning', message, where });
  }
  if (cycles.length < 3) {
    const message = `Only ${cycles.length} cycle${cycles.length === 1 ? '' : 's'}: drift and shorts between cycles cannot be judged.`;
    findings.push({ code: 'few-cycles', severity: 'warning', message, where });
  }
  const { formationCycles } = test.options;
  if (formationCycles !== undefined && cycles.length > 0 && cycles.every(({ number }) => number <= formationCycles)) {
    const message = `All ${cycles.length} cycles are formation (--formation-cycles ${formationCycles}): what is said of the cycles after it is of formation.`;
    findings.push({ code: 'all-formation', severity: 'warning', message, where });
  }
  const lopsided = sound.filter(({ asymmetry }) => asymmetry !== null && Math.abs(asymmetry) > LARGEST_ASYMMETRY);
  if (lopsided.length > 0.2 * sound.length) {
    const message = `The two directions differ by more than ${200 * LARGEST_ASYMMETRY} % of their mean in ${lopsided.length} of ${sound.length} cycles: the two electrodes are not alike (or a potential offset was not taken out). Report both directions.`;
    findings.push({ code: 'asymmetry', severity: 'warning', message, where });
  }
  const unequal = cycles.filter(({ first, second }) => {
    if (first === null || second === null) return false;
    const [a, b] = [Math.abs(test.metrics[first]!.currentA), Math.abs(test.metrics[second]!.currentA)];
    return Math.abs(a - b) > SAME_CURRENT * Math.max(a, b);
  });
  if (unequal.length > 0.2 * cycles.length) {
    const message = `The currents of the two directions differ by more than ${100 * SAME_CURRENT} % in ${unequal.length} of ${cycles.length} cycles; the overpotential is the mean of both all the same.`;
    findings.push({ code: 'unequal-currents', severity: 'warning', message, where });
  }
  if (critical !== undefined) findings.push(protocolFinding(test, analysis));
  const filling = fillingFinding(test, analysis);
  if (filling !== undefined) findings.push(filling);
  return findings;
}

import { pelletLayer, type Sample } from '../techniques/sample.js';
import { isSymmetricCell } from './cell-resistances.js';
import type { CheckedAnalysis } from './checks.js';
import type { Study, StudyCheckEntry } from './study.js';
import type { AnalysisOutcome } from './study-result.js';

/**
 * The checks that suggest themselves, as far as the study does not name them:
 *
 * - the pellet of every symmetric cell, when exactly one analysis gives a conductivity at 25 degC for a sample of the very
 *   same material;
 * - the overpotential of a symmetric cell with every impedance of the same sample, when that is a symmetric cell too;
 * - the relative density of a pellet whose mass and size are known, with the structure of its crystals.
 */
export function obviousChecks(study: Study, outcomes: readonly AnalysisOutcome[]): StudyCheckEntry[] {
  const by = (technique: string) =>
    outcomes.flatMap(({ id, result }): CheckedAnalysis[] => (result?.technique === technique ? [{ id, result }] : []));
  const impedance = by('impedance');
  const suggested = [
    ...pelletChecks(impedance),
    ...overpotentialChecks(by('cycling'), impedance),
    ...densityChecks(by('powder-diffraction')),
  ];
  return suggested.filter(({ check, roles }) => {
    // One pellet needs one conductivity; whichever the study names for it, it is.
    const names = check === 'pellet-against-conductivity' ? ['symmetric'] : Object.keys(roles);
    return !study.checks.some(
      (entry) => entry.check === check && names.every((name) => entry.roles[name] === roles[name]),
    );
  });
}

function pelletChecks(impedance: readonly CheckedAnalysis[]): StudyCheckEntry[] {
  const [conductivity, ...others] = impedance.filter(
    ({ result }) => result.quantities.conductivity25C?.value != null && !isSymmetricCell(result),
  );
  if (conductivity === undefined || others.length > 0) return [];
  const material = electrolyteOf(conductivity.result.provenance.sample);
  if (material === undefined) return [];
  return impedance
    .filter(({ result }) => isSymmetricCell(result) && electrolyteOf(result.provenance.sample) === material)
    .map(({ id }) => ({
      check: 'pellet-against-conductivity',
      roles: { symmetric: id, conductivity: conductivity.id },
      place: {},
    }));
}

function overpotentialChecks(
  cycling: readonly CheckedAnalysis[],
  impedance: readonly CheckedAnalysis[],
): StudyCheckEntry[] {
  return cycling
    .filter(({ result }) => isSymmetricCell(result))
    .flatMap((cell) => {
      const { name } = cell.result.provenance.sample;
      if (name === undefined) return [];
      return impedance
        .filter(({ result }) => isSymmetricCell(result) && result.provenance.sample.name === name)
        .map(({ id }) => ({
          check: 'overpotential-against-impedance',
          roles: { cycling: cell.id, impedance: id },
          place: {},
        }));
    });
}

function densityChecks(structures: readonly CheckedAnalysis[]): StudyCheckEntry[] {
  return structures
    .filter(({ result: { provenance, series } }) => {
      const { mass, thickness, diameter, area } = provenance.sample;
      return series.length === 1 && mass !== undefined && thickness !== undefined && (diameter ?? area) !== undefined;
    })
    .map(({ id }) => ({ check: 'density-against-structure', roles: { structure: id }, place: {} }));
}

function electrolyteOf(sample: Sample): string | undefined {
  return pelletLayer(sample)?.material ?? sample.composition;
}

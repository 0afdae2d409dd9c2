/** What a demanding referee would ask of a refinement, as findings. The rooms of `checks/` hold one subject each. */
import type { Quantity } from '../../quantity/quantity.js';
import type { Finding } from '../technique.js';
import { profileDependence, wavelengthFindings } from './checks/cell-findings.js';
import { crowdedCell } from './checks/crowded-cell-finding.js';
import { fitFindings } from './checks/fit-findings.js';
import { microabsorptionFinding } from './checks/microabsorption-finding.js';
import { patternFindings } from './checks/pattern-findings.js';
import {
  amorphousFinding,
  assumedDisplacements,
  displacementFindings,
  overlappingPhases,
  tracePhases,
} from './checks/phase-findings.js';
import type { CorrectedFractions } from './derive/corrected-fractions.js';
import type { WeightFractions } from './derive/weight-fractions.js';
import type { CellSpread } from './fit/profile-check.js';
import type { Refinement } from './refinement.js';

/** What is known beside the refinement. */
export interface CheckFacts {
  /** Absent for Le Bail and Pawley fits. */
  readonly weights?: WeightFractions | undefined;
  /** With microabsorption, where the diameters of grains were given. */
  readonly corrected?: CorrectedFractions | undefined;
  /** Phases without a diameter although others have one. */
  readonly diametersMissing?: readonly string[] | undefined;
  /** All that is told of the pattern; `amorphousFraction` is looked at. */
  readonly quantities?: Readonly<Record<string, Quantity>> | undefined;
  /** Phases that are told as not found already. */
  readonly absent?: readonly string[] | undefined;
  /** What other descriptions of the lines make of the cells. */
  readonly spread?: readonly CellSpread[] | undefined;
}

/** Everything found, the fit itself first. Deterministic, and without anything that holds for the file alone. */
export function refinementFindings(refinement: Refinement, facts: CheckFacts = {}): Finding[] {
  const { weights, corrected, diametersMissing = [], quantities, spread = [], absent = [] } = facts;
  return [
    ...fitFindings(refinement),
    ...patternFindings(refinement),
    ...crowdedCell(refinement),
    ...wavelengthFindings(refinement),
    ...profileDependence(refinement, spread),
    ...displacementFindings(refinement),
    ...overlappingPhases(refinement),
    ...(weights === undefined
      ? []
      : [
          ...tracePhases(refinement, weights).filter(({ where }) => where === undefined || !absent.includes(where)),
          ...microabsorptionFinding(refinement, weights, corrected, diametersMissing),
        ]),
    ...amorphousFinding(quantities?.amorphousFraction),
    ...assumedDisplacements(refinement),
  ];
}

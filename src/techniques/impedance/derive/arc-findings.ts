/** What each arc is, from its effective capacitance, with the reason; and the brick-layer model where it applies. */
import { transformCovariance } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { arcTimeConstantS, findArcs } from '../fit/order-arcs.js';
import { internalCovariance, type SpectrumFit } from '../fit/spectrum-fit.js';
import type { Remark } from '../remarks.js';
import { type ArcAssignment, assignArcs } from './arc-assignment.js';
import { brickLayer } from './brick-layer.js';
import type { CellRoles } from './cell-resistances.js';
import type { PelletGeometry } from './conductivity.js';
import { hsuMansfeldCapacitance } from './effective-capacitance.js';
import type { SpectrumQuantities } from './spectrum-quantities.js';

/**
 * Assigns the arcs that the window shows and adds the brick-layer quantities to `quantities` when bulk and grain boundary
 * are both there.
 */
export function remarksOnArcs(
  fit: SpectrumFit,
  derived: SpectrumQuantities,
  geometry: PelletGeometry,
  roles: CellRoles,
  quantities: Record<string, Quantity>,
): Remark[] {
  const arcs = findArcs(fit.circuit)
    .filter((arc) => arc.inMainChain && derived.quantities[`${arc.resistance}.capacitance`]?.value != null)
    .sort((a, b) => arcTimeConstantS(a, fit.natural) - arcTimeConstantS(b, fit.natural));
  if (arcs.length === 0) return [];
  const capacitances = arcs.map((arc) => derived.quantities[`${arc.resistance}.capacitance`]);
  const assignments = assignArcs(
    arcs.map((_, k) => {
      const { value, sigma } = capacitances[k];
      return { capacitanceF: value!, lnVariance: sigma === null ? null : (sigma / value!) ** 2 };
    }),
    geometry,
    // Blocking electrodes too come in pairs.
    2,
  );
  const remarks = assignments.map(
    (assignment, k): Remark => ({
      code: 'arc-assignment',
      severity: 'info',
      claim: `the arc of ${arcs[k].resistance} is ${originInWords(assignment)}`,
      detail: assignment.reason.replace(/\.$/, ''),
      advice: '',
      weight: 0,
    }),
  );
  assignments.forEach((assignment, k) => {
    if (assignment.origin !== 'bulk') return;
    quantities[`${arcs[k].resistance}.relativePermittivity`] = {
      value: assignment.relativePermittivity,
      sigma: assignment.relativePermittivitySigma,
      unit: '1',
    };
  });
  return [...remarks, ...remarkOnBrickLayer()];

  function remarkOnBrickLayer(): Remark[] {
    const bulk = assignments.findIndex((assignment) => assignment.origin === 'bulk');
    const boundary = assignments.findIndex((assignment, k) => k > bulk && assignment.origin === 'grain-boundary');
    if (bulk < 0 || boundary < 0 || !roles.electrolyte.includes(arcs[boundary].resistanceIndex)) return [];
    const model = brickLayer(
      {
        grainBoundaryResistanceOhm: fit.natural[arcs[boundary].resistanceIndex],
        bulkCapacitanceF: capacitances[bulk].value!,
        grainBoundaryCapacitanceF: capacitances[boundary].value!,
        lnCovariance: capacitanceCovariance(fit, arcs[boundary], arcs[bulk]),
      },
      geometry,
    );
    // Outside the model's range its error is not that of the fit, and no number of ours says how large it is.
    const described = (quantity: Quantity): Quantity =>
      model.valid
        ? { ...quantity, note: model.note }
        : { value: quantity.value, sigma: null, unit: quantity.unit, note: model.note };
    quantities.grainBoundarySpecificConductivity = described(model.specificConductivity);
    quantities.boundaryThicknessRatio = described(model.thicknessRatio);
    return [
      {
        code: model.valid ? 'brick-layer' : 'brick-layer-violated',
        severity: model.valid ? 'info' : 'warning',
        claim: model.valid ? 'the brick-layer model may be used' : 'the brick-layer model does not apply',
        detail: model.note.replace(/\.$/, ''),
        advice: '',
        weight: model.thicknessRatio.value ?? 0,
        example: 'most in',
      },
    ];
  }
}

function originInWords({ origin, candidates }: ArcAssignment): string {
  if (origin === 'ambiguous') return `one of: ${candidates.join(', ')}`;
  return origin === 'unassigned' ? 'of no usual origin' : `assigned to ${origin}`;
}

type ArcWithPlaces = ReturnType<typeof findArcs>[number];

/** Covariance of (ln R_gb, ln C_bulk, ln C_gb) from that of (ln R, ln Q, n) of both arcs, to first order. */
function capacitanceCovariance(fit: SpectrumFit, boundary: ArcWithPlaces, bulk: ArcWithPlaces): Float64Array {
  const places = [boundary, bulk].flatMap((arc) => [arc.resistanceIndex, arc.capacitanceIndex, arc.exponentIndex]);
  const gradientOf = (arc: ArcWithPlaces) =>
    hsuMansfeldCapacitance({
      resistanceOhm: fit.natural[arc.resistanceIndex],
      q: fit.natural[arc.capacitanceIndex],
      exponent: fit.natural[arc.exponentIndex],
    }).gradient;
  const gradients = [
    [1, 0, 0, 0, 0, 0],
    [0, 0, 0, ...gradientOf(bulk)],
    [...gradientOf(boundary), 0, 0, 0],
  ];
  return transformCovariance(gradients.flat(), internalCovariance(fit, places), 3, 6);
}

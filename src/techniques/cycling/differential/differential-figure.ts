/** dQ/dV against the potential, and dV/dQ against the capacity. */
import type { Figure, Mark } from '../../../figure/figure.js';
import type { CapacityScale } from '../full-cell/capacity-scale.js';
import type { DifferentialHalf } from './differential-half.js';

/** Charge upwards, discharge downwards; raw in grey under the smooth curve of the first cycle. */
export function differentialFigure(halves: readonly DifferentialHalf[], scale: CapacityScale, label: string): Figure {
  const numbers = [...new Set(halves.map(({ cycle }) => cycle))];
  const colour = (cycle: number): number => Math.min(7, numbers.indexOf(cycle));
  const raw = halves
    .filter(({ cycle }) => cycle === numbers[0])
    .map(
      ({ sign, curve }): Mark => ({
        type: 'line',
        colour: 'neutral',
        dash: 'solid',
        width: 0.5,
        x: Array.from(curve.potentialV),
        y: Array.from(curve.rawCPerV, (value) => sign * value * scale.perCoulomb),
      }),
    );
  const smooth = halves.map(
    ({ cycle, sign, curve }): Mark => ({
      type: 'line',
      label: `cycle ${cycle}`,
      colour: colour(cycle),
      dash: 'solid',
      x: Array.from(curve.potentialV),
      y: Array.from(curve.smoothCPerV, (value) => sign * value * scale.perCoulomb),
    }),
  );
  const slopes = halves.flatMap(({ cycle, sign, derivative }): Mark[] =>
    derivative === undefined
      ? []
      : [
          {
            type: 'line',
            label: `cycle ${cycle}`,
            colour: colour(cycle),
            dash: sign > 0 ? 'dashed' : 'solid',
            x: Array.from(derivative.chargeC, (charge) => charge * scale.perCoulomb),
            y: Array.from(derivative.slopeVPerC, (slope) => (1e3 * slope) / scale.perCoulomb),
          },
        ],
  );
  return {
    id: 'differential',
    caption: `Differential capacity of ${label}: left, dQ/dV, positive for charge and negative for discharge, in grey as counted for cycle ${numbers[0]}; right, dV/dQ along the capacity of each half cycle, dashed for charge.`,
    width: 'double',
    panels: [
      {
        x: { title: 'Potential', unit: 'V', domain: potentialDomain(halves) },
        y: { title: 'dQ/dV', unit: `${scale.printed} V⁻¹` },
        marks: [...raw, ...smooth],
      },
      {
        x: { title: 'Capacity', unit: scale.printed },
        y: { title: 'dV/dQ', unit: perCapacity(scale), domain: slopeDomain(halves, scale) },
        marks: slopes,
        legend: 'none',
      },
    ],
  };
}

/** Share of the charge that may lie outside the picture on either side: the jump at the start of a half cycle holds none. */
const OUTSIDE = 0.001;

function potentialDomain(halves: readonly DifferentialHalf[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { curve } of halves) {
    const { potentialV, rawCPerV, stepV } = curve;
    const total = rawCPerV.reduce((sum, value) => sum + value, 0);
    const placeOf = (share: number): number => {
      let sum = 0;
      const k = rawCPerV.findIndex((value) => {
        sum += value;
        return sum >= share * total;
      });
      return potentialV[k < 0 ? potentialV.length - 1 : k]!;
    };
    low = Math.min(low, placeOf(OUTSIDE) - stepV);
    high = Math.max(high, placeOf(1 - OUTSIDE) + stepV);
  }
  const margin = 0.03 * (high - low);
  return [low - margin, high + margin];
}

/** The ends of a half cycle are steep: the middle decides the height. */
function slopeDomain(halves: readonly DifferentialHalf[], scale: CapacityScale): [number, number] {
  const middles = halves.flatMap(({ derivative }) => {
    if (derivative === undefined) return [];
    const { slopeVPerC } = derivative;
    return Array.from(slopeVPerC.slice(slopeVPerC.length >> 4, -(slopeVPerC.length >> 4)));
  });
  if (middles.length === 0) return [0, 1];
  const sorted = middles.map((slope) => (1e3 * slope) / scale.perCoulomb).sort((a, b) => a - b);
  const high = sorted[Math.floor(0.97 * (sorted.length - 1))]!;
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))]!;
  return [Math.min(0, low), Math.max(1.3 * high, 1e-9)];
}

function perCapacity({ unit }: CapacityScale): string {
  return { 'mAh/g': 'mV g mAh⁻¹', 'mAh/cm^2': 'mV cm² mAh⁻¹', mAh: 'mV mAh⁻¹' }[unit];
}

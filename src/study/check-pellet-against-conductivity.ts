import { convert, convertNumber } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import { product } from '../quantity/propagate.js';
import type { Quantity } from '../quantity/quantity.js';
import { thicknessCm } from '../techniques/sample.js';
import type { Conditions, Finding } from '../techniques/technique.js';
import { agreement, differenceInSigmas, impossible } from './agreement.js';
import { isSymmetricCell, pelletArealResistance } from './cell-resistances.js';
import type { CheckedAnalysis, StudyCheck } from './checks.js';
import { sameTemperatureK } from './taken-quantity.js';

const name = 'pellet-against-conductivity';

/**
 * The high-frequency part of a symmetric cell's spectrum is its pellet, so it must equal thickness / conductivity, the
 * conductivity coming from another pellet of the same material. It fails when a thickness, an area or the assignment of
 * an arc is wrong.
 */
export const pelletAgainstConductivity: StudyCheck = {
  name,
  summary: 'The pellet in the spectrum of a symmetric cell against its thickness and the conductivity of the material.',
  roles: {
    symmetric: { technique: 'impedance', meaning: 'an analysis of a symmetric cell' },
    conductivity: { technique: 'impedance', meaning: 'an analysis that gives the conductivity of the same material' },
  },
  compare({ symmetric, conductivity }): readonly Finding[] {
    return compare(symmetric!, conductivity!);
  },
};

function compare(symmetric: CheckedAnalysis, conductivity: CheckedAnalysis): readonly Finding[] {
  if (!isSymmetricCell(symmetric.result)) {
    return [impossible(name, `${symmetric.id} is not analysed as a symmetric cell; set its option "cell: symmetric"`)];
  }
  const thickness = thicknessCm(symmetric.result.provenance.sample);
  if (thickness === undefined) {
    return [
      impossible(
        name,
        `the sample of ${symmetric.id} has no thickness; give it, or a stack with the thickness of the pellet`,
      ),
    ];
  }
  const findings: { finding: Finding; distance: number }[] = [];
  let obstacle = `${symmetric.id} gives no resistance of its pellet times area; the sample needs an area or diameter, and the spectrum must show the pellet`;
  for (const entry of symmetric.result.series) {
    const measured = pelletArealResistance(entry, symmetric.result);
    if (measured === undefined) continue;
    const reference = conductivityAt(entry.conditions, conductivity);
    if (typeof reference === 'string') {
      obstacle = reference;
      continue;
    }
    const expected = product(
      [
        { quantity: { ...thickness, unit: 'cm' }, power: 1 },
        { quantity: reference.quantity, power: -1 },
      ],
      'Ohm cm^2',
      { unknownAsExact: true },
    );
    const finding = agreement(
      name,
      `the pellet of ${symmetric.id}${symmetric.result.series.length > 1 ? ` (${entry.label})` : ''}`,
      { quantity: measured, source: 'its own spectrum' },
      {
        quantity: expected,
        source: `its thickness, ${printQuantity(convert({ ...thickness, unit: 'cm' }, 'mm'))}, and the conductivity of ${conductivity.id}, ${printQuantity(reference.quantity)} ${reference.at}`,
      },
      `Check thickness and area of both samples, and which arcs of ${symmetric.id} are the pellet.`,
    );
    findings.push({ finding, distance: Math.abs(differenceInSigmas(measured, expected) ?? 0) });
  }
  if (findings.length === 0) return [impossible(name, obstacle)];
  // One finding for the series, the worst: its recordings share pellet and geometry, so they would all say the same.
  return [findings.reduce((worst, next) => (next.distance > worst.distance ? next : worst)).finding];
}

/** The conductivity at the temperature of a recording (25 degC where it has none), or why there is none. */
function conductivityAt(
  conditions: Conditions,
  conductivity: CheckedAnalysis,
): { quantity: Quantity; at: string } | string {
  const temperature = conditions.temperature;
  const celsius = temperature?.value == null ? 25 : convertNumber(temperature.value, temperature.unit, 'degC');
  const at =
    temperature === undefined
      ? 'at 25 °C (the symmetric cell gives no temperature)'
      : `at ${printQuantity({ value: celsius, sigma: null, unit: 'degC' })}`;
  const same = conductivity.result.series.find((entry) => {
    const other = entry.conditions.temperature;
    if (other?.value == null || entry.quantities.conductivity?.value == null) return false;
    return Math.abs(convertNumber(other.value, other.unit, 'degC') - celsius) <= sameTemperatureK;
  });
  if (same !== undefined) return { quantity: same.quantities.conductivity!, at };
  const room = conductivity.result.quantities.conductivity25C;
  if (room?.value != null && Math.abs(celsius - 25) <= sameTemperatureK) return { quantity: room, at };
  return `${conductivity.id} gives no conductivity ${at}`;
}

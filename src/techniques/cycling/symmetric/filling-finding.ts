/**
 * A coating fills with ions within seconds; when the overpotential falls over whole cycles, filling the coating does not
 * explain it.
 */
import { faradayCPerMol } from '../../../quantity/constants.js';
import { convert } from '../../../quantity/convert.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';

/** Of films as deposited by atomic layer deposition, where the options give neither; molar mass in g/mol, density in g/cm^3. */
const usual: Readonly<Record<string, { readonly molarMass: number; readonly density: number }>> = {
  TiO2: { molarMass: 79.866, density: 3.7 },
  Al2O3: { molarMass: 101.961, density: 3.0 },
  ZnO: { molarMass: 81.38, density: 5.6 },
};

/** A film that takes less than this share of the charge of a half cycle is full long before it ends. */
const SMALL_SHARE = 0.2;

/** `film-filling`: the charge balance of the coating against the charge that passes while the overpotential falls. */
export function fillingFinding(test: CyclingTest, { area, cycles, formation }: SymmetricAnalysis): Finding | undefined {
  const { stack = [] } = test.sample;
  const { film, filmDensity, filmMolarMass, filmIons } = test.options;
  const coating = stack.find(
    ({ material, thickness }) => thickness !== undefined && (material === film || Object.hasOwn(usual, material)),
  );
  if (coating?.thickness === undefined || area === undefined || formation < 2) return undefined;
  const known = usual[coating.material];
  const density = filmDensity === undefined ? known?.density : convert(filmDensity, 'g/cm^3').value;
  const molarMass = filmMolarMass === undefined ? known?.molarMass : convert(filmMolarMass, 'g/mol').value;
  const ions = filmIons === undefined ? 1 : (convert(filmIons, '1').value ?? 1);
  const thicknessCm = convert(coating.thickness, 'cm').value;
  if (density == null || molarMass == null || thicknessCm === null) return undefined;
  const fillingC = (ions * faradayCPerMol * density * thicknessCm * area.value) / molarMass;
  const { chargeC, currentA } = cycles[0]!;
  if (!(fillingC < SMALL_SHARE * chargeC)) return undefined;
  return {
    code: 'film-filling',
    severity: 'info',
    where: test.label,
    message: `The ${coating.material} film of ${printQuantity(coating.thickness)} is full (${ions} ion${ions === 1 ? '' : 's'} per formula unit, ${density} g/cm³) after ${(fillingC / currentA).toPrecision(2)} s, while each half cycle passes ${(chargeC / fillingC).toPrecision(2)} times that charge and the overpotential falls over ${formation} cycles: filling the film does not explain the fall.`,
  };
}

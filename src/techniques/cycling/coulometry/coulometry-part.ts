/** Ions per formula unit of a film from the charge marked as insertion; or its thickness or density. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { faradayCPerMol } from '../../../quantity/constants.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Measured } from '../../sample.js';
import type { Finding } from '../../technique.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { type Film, filmOf, ionsPerFormula, powers } from './film.js';
import { type MarkedCharge, markedCharge } from './marked-charge.js';

/** More than this many standard deviations are no chance. */
const LIMIT = 2;
/** A half cycle that passes more than this many fillings is not about the film. */
const BEYOND = 1.5;

/** The count where the option names a film; an empty part where not. */
export function coulometryPart(test: PreparedTest): CyclingPart {
  const empty: CyclingPart = { quantities: {}, findings: [], tables: [], figures: [], methods: [] };
  if (test.options.film === undefined) return empty;
  const film = filmOf(test);
  const charge = markedCharge(test);
  const quantities: Record<string, Quantity> = {};
  const findings: Finding[] = [];
  const say = (code: string, severity: Finding['severity'], message: string): void => {
    findings.push({ code, severity, message, where: test.label });
  };
  const missing = missingOf(film);
  if (missing.length > 0) {
    say('film-geometry', 'warning', `Nothing can be said of the ${film.material} film: ${missing.join('; ')}.`);
    return { ...empty, findings };
  }
  const full = contentOf(film);
  if (full !== undefined) {
    quantities.filmFullCharge = quantity(full, 1 / 3.6e-3, 'uAh/cm^2', 'for one ion per formula unit, one film');
    compareWithHalfCycle(test, film, full, quantities, say);
  }
  if (charge === null) {
    const message = `How much of the charge went into the ${film.material} film is not marked. Mark it with filmUntil (--film-until: a time, charge or potential in the first half cycle) or filmCharge (--film-charge): the software does not guess where insertion ends.`;
    say('insertion-not-marked', 'warning', message);
    return { ...empty, quantities, findings };
  }
  if ('notReached' in charge) {
    say('insertion-not-reached', 'warning', charge.notReached);
    return { ...empty, quantities, findings };
  }
  const density = powers(
    [
      [charge.chargeC, 1],
      [film.areaCm2!, -1],
    ],
    1 / film.films,
  );
  quantities.filmCharge = quantity(density, 1 / 3.6e-3, 'uAh/cm^2', `one film, ${charge.wording}`);
  if (charge.timeS !== null) {
    quantities.filmInsertionTime = { value: charge.timeS, sigma: null, unit: 's' };
  }
  countIons(film, charge, quantities, say);
  thicknessOrDensity(film, density, quantities);
  return { ...empty, quantities, findings, methods: [methodsSentence(film, charge)] };
}

type Say = (code: string, severity: Finding['severity'], message: string) => void;

/** What neither x nor thickness nor density can do without. */
function missingOf(film: Film): string[] {
  const missing: string[] = [];
  if (film.areaCm2 === undefined) missing.push('the area (or diameter) of the sample is missing');
  if (film.molarMassGPerMol === undefined) missing.push('its molar mass is missing (filmMolarMass)');
  if (film.thicknessCm === undefined && film.densityGPerCm3 === undefined) {
    missing.push(
      `neither its thickness (a layer "${film.material}" with a thickness in the stack) nor its density (filmDensity) is given`,
    );
  }
  return missing;
}

/** Charge per area that one film holds at one ion per formula unit, C/cm^2. */
function contentOf(film: Film): Measured | undefined {
  if (film.thicknessCm === undefined || film.densityGPerCm3 === undefined) return undefined;
  return powers(
    [
      [film.densityGPerCm3, 1],
      [film.thicknessCm, 1],
      [film.molarMassGPerMol!, -1],
    ],
    faradayCPerMol,
  );
}

/** How long the film takes to fill, and whether a half cycle is about the film at all. */
function compareWithHalfCycle(
  { metrics, halfCycles, series }: PreparedTest,
  film: Film,
  full: Measured,
  quantities: Record<string, Quantity>,
  say: Say,
): void {
  const first = metrics[0]!;
  const area = film.areaCm2!;
  const densityA = Math.abs(first.currentA) / area.value;
  const timeS = (film.films * full.value) / densityA;
  const relative = hypot(full.sigma! / full.value, (area.sigma ?? 0) / area.value);
  quantities.filmFillTime = {
    value: timeS,
    sigma: timeS * relative,
    unit: 's',
    note: 'until one ion per formula unit at the current of the first half cycle',
  };
  const fillings = Math.abs(first.chargeC) / (area.value * film.films * full.value);
  if (fillings > BEYOND) {
    const endS = series.timeS[halfCycles[0]!.to - 1]! - series.timeS[halfCycles[0]!.from]!;
    say(
      'charge-beyond-film',
      'info',
      `The first half cycle (${endS.toPrecision(3)} s) passes ${fillings.toPrecision(3)} times the charge that the ${film.material} film can hold; the film is full after ${printQuantity(quantities.filmFillTime)}. What lasts longer than that, such as a high overpotential over several cycles, is not the filling of the film.`,
    );
  }
}

function countIons(film: Film, { chargeC }: MarkedCharge, quantities: Record<string, Quantity>, say: Say): void {
  const { thicknessCm, densityGPerCm3, molarMassGPerMol, areaCm2, material, films } = film;
  if (thicknessCm === undefined || densityGPerCm3 === undefined) return;
  const x = ionsPerFormula(
    { material, films, thicknessCm, densityGPerCm3, molarMassGPerMol: molarMassGPerMol!, areaCm2: areaCm2! },
    chargeC,
  );
  const sigma = x.sigma!;
  quantities.ionsPerFormula = {
    value: x.value,
    sigma,
    unit: '1',
    interval95: [x.value - NORMAL_95 * sigma, x.value + NORMAL_95 * sigma],
    note: `per formula unit of ${material}`,
  };
  if (x.value > 1) {
    const printed = printQuantity(quantities.ionsPerFormula);
    const beyond = x.value - 1 > LIMIT * sigma;
    say(
      'insertion-above-one',
      beyond ? 'error' : 'info',
      beyond
        ? `${printed} ions per formula unit of ${material} are more than one: the charge marked holds more than insertion, or thickness, density or area is too small, or two films share it.`
        : `${printed} ions per formula unit of ${material} are more than one, but not by more than ${LIMIT} standard deviations.`,
    );
  }
}

/** With the ions known from elsewhere, the charge gives what is missing; without, at least a least thickness. */
function thicknessOrDensity(film: Film, density: Measured, quantities: Record<string, Quantity>): void {
  const { thicknessCm, densityGPerCm3, molarMassGPerMol, ions } = film;
  const volume: (readonly [Measured, 1 | -1])[] = [
    [density, 1],
    [molarMassGPerMol!, 1],
  ];
  if (densityGPerCm3 !== undefined) {
    const one = powers([...volume, [densityGPerCm3, -1]], 1 / faradayCPerMol);
    quantities.leastFilmThickness = quantity(
      one,
      1e7,
      'nm',
      'at one ion per formula unit; less ions need a thicker film',
    );
    if (ions !== undefined) {
      const thickness = powers([...volume, [densityGPerCm3, -1], [ions, -1]], 1 / faradayCPerMol);
      quantities.filmThickness = quantity(thickness, 1e7, 'nm', 'from charge, density and ions per formula unit');
    }
  }
  if (thicknessCm !== undefined && ions !== undefined) {
    const found = powers([...volume, [thicknessCm, -1], [ions, -1]], 1 / faradayCPerMol);
    quantities.filmDensity = quantity(found, 1, 'g/cm^3', 'from charge, thickness and ions per formula unit');
  }
}

function quantity({ value, sigma }: Measured, factor: number, unit: string, note: string): Quantity {
  return { value: value * factor, sigma: sigma === null ? null : sigma * factor, unit, note };
}

function methodsSentence({ material, films }: Film, { wording }: MarkedCharge): string {
  return `Ions per formula unit of ${material} are x = Q M/(F ρ d A) with the insertion charge ${wording}, ${films === 1 ? 'of one film' : 'shared by two films'}; the relative variances of charge, density, thickness and area add.`;
}

import { fail, isInterphaseError, withPlace } from '../errors.js';
import { hypot } from '../numerics/elementary/hypot.js';
import { convert } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';

/** One layer of a stack, from one current collector to the other. */
export interface Layer {
  readonly material: string;
  readonly thickness?: Quantity;
}

/** What was measured: geometry and composition with their uncertainties. All fields optional; analyses ask for what they need. */
export interface Sample {
  readonly name?: string;
  readonly composition?: string;
  readonly thickness?: Quantity;
  readonly diameter?: Quantity;
  readonly area?: Quantity;
  readonly mass?: Quantity;
  readonly density?: Quantity;
  readonly stack?: readonly Layer[];
}

/** A dimension as number: the unit is in the name of what returned it. */
export interface Measured {
  readonly value: number;
  /** One standard deviation; null when the sample gives none. */
  readonly sigma: number | null;
}

interface Limit {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  /** Largest uncertainty, as a share of the value; what is known no better is not known. */
  readonly uncertainty: number;
}

/**
 * What each field is measured in, and the limits beyond which the value or its unit must be a slip of the pen. The
 * smallest electrode is a microelectrode of 10 um across, as diameter or as area.
 */
const limits = {
  thickness: { unit: 'm', least: 1e-9, most: 1, uncertainty: 0.5 },
  diameter: { unit: 'm', least: 1e-5, most: 1, uncertainty: 0.5 },
  area: { unit: 'm^2', least: (Math.PI / 4) * 1e-10, most: 1, uncertainty: 0.5 },
  mass: { unit: 'kg', least: 1e-18, most: 10, uncertainty: 0.5 },
  density: { unit: 'kg/m^3', least: 0.1, most: 25_000, uncertainty: 0.5 },
} as const;

/** A coating may be thinner than a pellet, and less well known. */
const layerLimit: Limit = { unit: 'm', least: 1e-11, most: 1, uncertainty: 1 };

/** Computing with units rounds: a value typed exactly at its limit is within. */
const rounding = 1e-9;

type Field = keyof typeof limits;

/**
 * Area of the electrodes: as given, or pi d^2 / 4 of the diameter (whose relative uncertainty counts twice). Undefined
 * when the sample gives neither.
 *
 * @throws `invalid-geometry` when the value is impossible, or area and diameter contradict each other; `wrong-dimension`
 */
export function areaCm2(sample: Sample): Measured | undefined {
  const disc = sample.diameter === undefined ? undefined : discAreaCm2(checkField('diameter', sample.diameter));
  if (sample.area === undefined) return disc;
  const area = inUnit(checkField('area', sample.area), 'cm^2');
  if (disc !== undefined && !agree(area, disc)) {
    throw fail(
      'invalid-geometry',
      `a diameter of ${print(sample.diameter!)} makes an area of ${print({ ...disc, unit: 'cm^2' })}, but the area given is ${print(sample.area)}`,
      'give only one of the two, or correct one',
      { path: 'area' },
    );
  }
  return area;
}

/**
 * Thickness of the electrolyte: as given, or that of the pellet in the stack. Undefined when the sample gives neither.
 *
 * @throws `invalid-geometry` when the value is impossible, or thickness and stack contradict each other; `wrong-dimension`
 */
export function thicknessCm(sample: Sample): Measured | undefined {
  const layer = pelletLayer(sample);
  const ofLayer =
    layer === undefined ? undefined : inUnit(checkField('stack', layer.thickness, limits.thickness), 'cm');
  if (sample.thickness === undefined) return ofLayer;
  const given = inUnit(checkField('thickness', sample.thickness), 'cm');
  if (ofLayer !== undefined && !agree(given, ofLayer)) {
    throw fail(
      'invalid-geometry',
      `the thickness given is ${print(sample.thickness)}, but the thickest layer of the stack (${layer!.material}) has ${print(layer!.thickness)}`,
      'give the thickness of the pellet once, in the stack or as thickness',
      { path: 'thickness' },
    );
  }
  return given;
}

/**
 * The pellet of a stack: its thickest layer. The electrolyte is far thicker than coatings, and metal electrodes are
 * written without a thickness, so they do not compete. On a substrate thicker than the electrolyte, leave the
 * substrate's thickness out.
 */
export function pelletLayer(sample: Sample): (Layer & { readonly thickness: Quantity }) | undefined {
  let pellet: (Layer & { readonly thickness: Quantity }) | undefined;
  let thickest = 0;
  for (const [index, layer] of (sample.stack ?? []).entries()) {
    if (layer.thickness === undefined) continue;
    const { value } = inUnit(checkField(`stack.${index}`, layer.thickness, layerLimit), 'cm');
    if (value > thickest) pellet = { ...layer, thickness: layer.thickness };
    thickest = Math.max(thickest, value);
  }
  return pellet;
}

/**
 * Refuses a sample that cannot exist: a value of zero, below zero, not a number, or known to no better than half its size;
 * one that no sample has (a pellet of two metres); fields that contradict each other.
 *
 * @throws `invalid-geometry` or `wrong-dimension` with `where.path` naming the field
 */
export function checkSample(sample: Sample): void {
  for (const field of Object.keys(limits) as Field[]) {
    const quantity = sample[field];
    if (quantity !== undefined) checkField(field, quantity);
  }
  areaCm2(sample);
  thicknessCm(sample);
}

function checkField(path: string, quantity: Quantity, limit: Limit = limits[path as Field]): Quantity {
  let si: Quantity;
  try {
    si = convert(quantity, limit.unit);
  } catch (error) {
    throw isInterphaseError(error) ? withPlace(error, { path }) : error;
  }
  const what = path.startsWith('stack') ? 'thickness of a layer' : path;
  if (si.value === null || !(si.value > 0)) {
    throw fail(
      'invalid-geometry',
      `the ${what} is ${print(quantity)} and must be more than zero`,
      'give the measured value, or leave the field out',
      { path },
    );
  }
  if (si.value < limit.least * (1 - rounding) || si.value > limit.most) {
    throw fail(
      'invalid-geometry',
      `the ${what} is ${print(quantity)}, which no sample has`,
      'check the number and its unit',
      { path },
    );
  }
  if (si.sigma !== null && !(si.sigma >= 0 && si.sigma < limit.uncertainty * si.value)) {
    throw fail(
      'invalid-geometry',
      `the ${what} is ${print(quantity)}: its uncertainty is ${limit.uncertainty === 1 ? 'as large as itself' : 'half of it or more'}`,
      'check the uncertainty: 1.18(2) mm means 1.18 +- 0.02 mm; leave the field out if it was not measured',
      { path },
    );
  }
  return quantity;
}

function discAreaCm2(diameter: Quantity): Measured {
  const { value, sigma } = inUnit(diameter, 'cm');
  const area = (Math.PI / 4) * value * value;
  return { value: area, sigma: sigma === null ? null : (2 * area * sigma) / value };
}

function inUnit(quantity: Quantity, unit: string): Measured {
  const { value, sigma } = convert(quantity, unit);
  return { value: value!, sigma };
}

/** Three standard deviations, and a percent for digits that were rounded away when the numbers were typed. */
function agree(a: Measured, b: Measured): boolean {
  return Math.abs(a.value - b.value) <= 3 * hypot(a.sigma ?? 0, b.sigma ?? 0) + 0.01 * Math.max(a.value, b.value);
}

/** Plain, since it goes into messages; what is not a number still has its unit. */
function print(quantity: Quantity): string {
  return printQuantity(quantity, { ascii: true });
}

/** `interphase/quantity`: numbers with unit and uncertainty. */
export * from './constants.js';
export { convert, convertDifference, convertNumber, unitRatio } from './convert.js';
export { type ParseQuantityOptions, parseQuantity } from './parse.js';
export { type PrintQuantityOptions, printNumber, printQuantity } from './print.js';
export { type PrintUnitOptions, printUnit } from './print-unit.js';
export {
  apply,
  type Propagated,
  type PropagateOptions,
  power,
  product,
  propagate,
  sum,
  transformCovariance,
} from './propagate.js';
export type { Quantity } from './quantity.js';
export { type Dimension, isUnit, nameDimension, parseUnit, sameDimension, type Unit } from './units.js';

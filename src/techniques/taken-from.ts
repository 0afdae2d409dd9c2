/**
 * What an option may be taken from when nobody gives it: the only analysis by `technique` of the same sample. A
 * technique says so in its options: `quantityField('S/cm').optional().meta({ takenFrom: { technique, quantities } })`.
 */
export interface TakenFrom {
  /** Long name of the technique. */
  readonly technique: string;
  /** Names of its quantities, best first. A name that ends in `25C` holds at 25 degC, whatever the recordings are at. */
  readonly quantities: readonly string[];
}

export function isTakenFrom(value: unknown): value is TakenFrom {
  const { technique, quantities } = (value ?? {}) as Partial<Record<keyof TakenFrom, unknown>>;
  return typeof technique === 'string' && Array.isArray(quantities);
}

/** A number as science prints it: value, one standard deviation, unit. Nothing is ever shown without its unit. */
export interface Quantity {
  /** Null only where the data do not determine it; `note` then says why and `interval95` holds what is known. */
  readonly value: number | null;
  /** One standard deviation in `unit`; null only where it truly does not apply. */
  readonly sigma: number | null;
  /** Unit text such as `S/cm`, `Ohm`, `degC`; `1` for a pure number. */
  readonly unit: string;
  /** 95 % interval in `unit`; an open end (not bounded by the data) is null. */
  readonly interval95?: readonly [number | null, number | null];
  /** Why a value is missing or must be read with care, in words for the user. */
  readonly note?: string;
}

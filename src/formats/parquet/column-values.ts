import type { DecodedArray, SchemaElement } from 'hyparquet';
import type { NumberArray } from '../recording.js';

/** What a column of a Parquet file becomes. */
export type Target = 'float64' | 'float32' | 'int32' | 'int16' | 'uint32' | 'uint16' | 'uint8' | 'text';

/** Undefined for what is neither a number nor a text: lists, pictures, raw bytes. */
export function targetOf({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): Target | undefined {
  if (logical?.type === 'FLOAT16' || converted === 'DECIMAL') return 'float64';
  switch (type) {
    case 'BOOLEAN':
      return 'uint8';
    case 'FLOAT':
      return 'float32';
    case 'DOUBLE':
    case 'INT64':
    case 'INT96':
      return 'float64';
    case 'INT32':
      return wholeTarget(converted);
    case 'BYTE_ARRAY':
      return converted === 'BSON' || logical?.type === 'VARIANT' || /^GEO/.test(logical?.type ?? '')
        ? undefined
        : 'text';
    default:
      return undefined;
  }
}

function wholeTarget(converted: SchemaElement['converted_type']): Target {
  switch (converted) {
    case 'UINT_8':
      return 'uint8';
    case 'INT_16':
      return 'int16';
    case 'UINT_16':
      return 'uint16';
    case 'UINT_32':
      return 'uint32';
    default:
      return 'int32';
  }
}

/** Unit that the type of a column tells: points in time come as milliseconds since 1970, dates as days. */
export function unitOfType({ type, converted_type: converted, logical_type: logical }: SchemaElement): string {
  if (converted === 'DATE') return 'd';
  const isTime = logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') || type === 'INT96';
  return isTime ? 'ms' : '';
}

const ARRAYS = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  int16: Int16Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
} as const;

/** Collects the numbers of a column; one that has gaps becomes one of floating point, where a gap is NaN. */
export class NumberCollector {
  /** Whole numbers of 64 bits that a double cannot hold exactly. */
  inexact = 0;
  /** Smallest and largest number since `startChunk`. */
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  #values: NumberArray;
  #filled = 0;

  constructor(target: Exclude<Target, 'text'>, rows: number) {
    this.#values = new ARRAYS[target](rows);
  }

  readonly take = (page: DecodedArray): void => {
    for (let k = 0; k < page.length; k++) {
      const value: unknown = page[k];
      const number = typeof value === 'number' ? value : this.#numberFrom(value);
      if (Number.isNaN(number)) this.#makeRoomForGaps();
      if (number < this.low) this.low = number;
      if (number > this.high) this.high = number;
      this.#values[this.#filled++] = number;
    }
  };

  startChunk(): void {
    this.low = Number.POSITIVE_INFINITY;
    this.high = Number.NEGATIVE_INFINITY;
  }

  get values(): NumberArray {
    return this.#values;
  }

  #numberFrom(value: unknown): number {
    if (typeof value === 'bigint') {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) this.inexact += 1;
      return number;
    }
    return typeof value === 'boolean' ? Number(value) : Number.NaN;
  }

  #makeRoomForGaps(): void {
    if (this.#values instanceof Float64Array || this.#values instanceof Float32Array) return;
    this.#values = Float64Array.from(this.#values);
  }
}

/** Collects the texts of a column; no text is an empty one. */
export class TextCollector {
  readonly text: string[] = [];

  readonly take = (page: DecodedArray): void => {
    for (let k = 0; k < page.length; k++) {
      const value: unknown = page[k];
      this.text.push(typeof value === 'string' ? value : '');
    }
  };
}

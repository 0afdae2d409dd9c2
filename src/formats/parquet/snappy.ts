import { fail } from '../../errors.js';

/**
 * Undoes Snappy compression (format_description.txt of google/snappy), with every length checked against input and output: a
 * flipped bit in a length must not write for seconds.
 *
 * @param size bytes that come out
 * @throws `malformed-file`
 */
export function unsnappy(input: Uint8Array, size: number): Uint8Array {
  const { length: declared, next } = preamble(input);
  // Three bytes of input give at most 64 of output.
  if (declared !== size || size > 32 * input.length) throw damaged();
  const output = new Uint8Array(size);
  let from = next;
  let to = 0;
  while (from < input.length) {
    const tag = input[from++]!;
    const extra = (tag & 3) === 0 ? Math.max(0, (tag >> 2) - 59) : [0, 1, 2, 4][tag & 3]!;
    if (from + extra > input.length) throw damaged();
    let number = 0;
    for (let k = extra - 1; k >= 0; k--) number = number * 256 + input[from + k]!;
    from += extra;
    if ((tag & 3) === 0) {
      const length = 1 + (extra === 0 ? tag >> 2 : number);
      if (length > input.length - from || length > size - to) throw damaged();
      output.set(input.subarray(from, from + length), to);
      from += length;
      to += length;
    } else {
      const isNear = (tag & 3) === 1;
      const length = isNear ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
      const back = isNear ? (tag >> 5) * 256 + number : number;
      if (back === 0 || back > to || length > size - to) throw damaged();
      // A copy may reach into what it writes, which repeats it.
      for (let k = 0; k < length; k++, to++) output[to] = output[to - back]!;
    }
  }
  if (to !== size) throw damaged();
  return output;
}

function preamble(input: Uint8Array): { length: number; next: number } {
  let length = 0;
  for (let at = 0; at < Math.min(5, input.length); at++) {
    length += (input[at]! & 0x7f) * 2 ** (7 * at);
    if (input[at]! < 0x80) return { length, next: at + 1 };
  }
  throw damaged();
}

function damaged(): Error {
  return fail('malformed-file', 'compressed data are damaged', 'copy the file again from where it was made');
}

/**
 * What happens to files: single bits flip, copies break off, pieces are lost, doubled or swapped between files, and
 * counts become absurd. Each mutation says how many places it touched and how many foreign bytes it brought, so that the
 * judge knows how many rows may honestly differ.
 */
import { createRandom } from './random.mjs';

const ABSURD = [0, 1, 0xff, 0xffff, 0x7fffffff, 0xffffffff, 0x10000000, 0x00ffffff];

/** Headers decide what the numbers mean, so half of all damage goes there. */
function place(random, length) {
  return random.chance(0.5) ? random.below(Math.min(length, 2048)) : random.below(length);
}

const kinds = {
  bits(bytes, random) {
    const spots = 1 + random.below(3);
    const made = bytes.slice();
    for (let k = 0; k < spots; k++) made[place(random, made.length)] ^= 1 << random.below(8);
    return { bytes: made, spots, foreign: spots };
  },
  bytes(bytes, random) {
    const spots = 1 + random.below(4);
    const made = bytes.slice();
    for (let k = 0; k < spots; k++) made[place(random, made.length)] = random.below(256);
    return { bytes: made, spots, foreign: spots };
  },
  cut(bytes, random) {
    return { bytes: bytes.slice(0, random.below(bytes.length)), spots: 1, foreign: 0 };
  },
  lost(bytes, random) {
    const at = place(random, bytes.length);
    const size = 1 + random.below(random.chance(0.5) ? 16 : Math.max(1, bytes.length >> 2));
    return { bytes: joined(bytes.subarray(0, at), bytes.subarray(at + size)), spots: 1, foreign: 0 };
  },
  doubled(bytes, random) {
    const at = place(random, bytes.length);
    const size = 1 + random.below(random.chance(0.5) ? 64 : Math.max(1, bytes.length >> 2));
    const piece = bytes.subarray(at, at + size);
    return { bytes: joined(bytes.subarray(0, at), piece, bytes.subarray(at)), spots: 2, foreign: 0 };
  },
  spliced(bytes, random, other) {
    const size = 1 + random.below(256);
    const from = random.below(other.length);
    const at = place(random, bytes.length);
    const piece = other.subarray(from, from + size);
    const over = random.chance(0.5) ? piece.length : 0;
    const made = joined(bytes.subarray(0, at), piece, bytes.subarray(Math.min(bytes.length, at + over)));
    return { bytes: made, spots: 2, foreign: piece.length };
  },
  absurd(bytes, random) {
    const made = bytes.slice();
    const size = [1, 2, 4, 8][random.below(4)];
    const at = Math.min(Math.max(0, made.length - size), place(random, made.length));
    const value = ABSURD[random.below(ABSURD.length)];
    for (let k = 0; k < size && at + k < made.length; k++) made[at + k] = (value >>> (8 * (k & 3))) & 0xff;
    return { bytes: made, spots: 1, foreign: size };
  },
  /** A number in a text becomes one that no instrument writes. */
  number(bytes, random) {
    const start = place(random, bytes.length);
    let at = start;
    while (at < bytes.length && !isDigit(bytes[at])) at++;
    let end = at;
    while (end < bytes.length && isDigit(bytes[end])) end++;
    const text = ['99999999999999999999', '-1', '1e999', '0', '4294967296'][random.below(5)];
    const piece = new TextEncoder().encode(text);
    return { bytes: joined(bytes.subarray(0, at), piece, bytes.subarray(end)), spots: 1, foreign: piece.length };
  },
};

export const mutationKinds = Object.keys(kinds);

/** The mutation number `index` of a seed file: always the same one. */
export function mutate(bytes, other, seed, index) {
  const random = createRandom(Math.imul(seed + 1, 2654435761) ^ Math.imul(index + 1, 40503));
  const kind = mutationKinds[random.below(mutationKinds.length)];
  return { kind, ...kinds[kind](bytes, random, other) };
}

const isDigit = (byte) => byte >= 48 && byte <= 57;

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where a sequence of bytes first stands from a place on; -1 where it does not. */
export function findBytes(bytes: Uint8Array, wanted: readonly number[], from = 0): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    let k = 1;
    while (k < wanted.length && bytes[at + k] === wanted[k]) k++;
    if (k === wanted.length) return at;
  }
  return -1;
}

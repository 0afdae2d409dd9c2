/** Parts of a ZIP archive of a diffractometer, in the order of their numbers. */
import { isInterphaseError } from '../../errors.js';
import type { ZipEntry } from '../archive/open-zip.js';
import type { Diagnostic } from '../recording.js';

/** Entries whose names match, `RawData2` before `RawData10`. */
export function numberedParts(entries: readonly ZipEntry[], pattern: RegExp): ZipEntry[] {
  const numbers = (name: string): number[] => (name.match(/\d+/g) ?? []).map(Number);
  return entries
    .filter(({ name }) => pattern.test(name))
    .toSorted((a, b) => {
      const [x, y] = [numbers(a.name), numbers(b.name)];
      for (let k = 0; k < Math.max(x.length, y.length); k++) {
        const order = (x[k] ?? -1) - (y[k] ?? -1);
        if (order !== 0) return order;
      }
      return a.name < b.name ? -1 : 1;
    });
}

/** The bytes of a part; undefined for one that cannot be unpacked. Whatever is wrong with it is told. */
export async function readPart(entry: ZipEntry, diagnostics: Diagnostic[]): Promise<Uint8Array | undefined> {
  try {
    const { bytes, intact } = await entry.read();
    if (!intact) {
      const message = `${entry.name} does not fit its checksum: numbers in it may be wrong`;
      diagnostics.push({ code: 'checksum', severity: 'error', message });
    }
    return bytes;
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    diagnostics.push({ code: 'damaged-part', severity: 'error', message: `${error.message}; it is left out` });
    return undefined;
  }
}

import { fail } from '../../errors.js';

/**
 * What a file says once may hold for all of its spectra, and stands with each of them. A file that is made for it could so
 * fill the memory with copies; honest ones stay far below this.
 */
export class SettingsBudget {
  #left: number;

  /** @param size of the file: its lines, or a tenth of its characters */
  constructor(size: number) {
    this.#left = 10 * size + 100_000;
  }

  /** @throws `malformed-file` when the settings of all spectra together are more than the file can mean */
  take(settings: object): void {
    this.#left -= Object.keys(settings).length;
    if (this.#left >= 0) return;
    throw fail('malformed-file', 'the settings of its spectra are far larger than the file', 'split the file');
  }
}

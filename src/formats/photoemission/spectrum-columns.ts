/** Columns of a spectrum, made the same way for all formats. */
import { areCounts, numberColumn } from '../diffraction/pattern-columns.js';
import type { ColumnKind, Diagnostic, NumberArray, NumberColumn } from '../recording.js';

/** Unit of all rates, whatever a file writes for it (`c/s`, `CPS`, `counts/s`). */
export const RATE = 'counts/s';

/** Which energy a label means; undefined where it does not say. */
export function energyKind(label: string): 'binding-energy' | 'kinetic-energy' | undefined {
  const word = label.toLowerCase().replace(/[\s_.]/g, '');
  if (/^(?:binding|be$|ebin|eb$)/.test(word)) return 'binding-energy';
  return /^(?:kinetic|ke$|ekin|ek$)/.test(word) ? 'kinetic-energy' : undefined;
}

export function energyColumn(name: string, kind: ColumnKind | undefined, values: NumberArray): NumberColumn {
  return numberColumn(name, 'eV', kind, values);
}

/** `counts`, `counts/s`, or the unit as it is; `''` for the letters that mean none. */
export function signalUnit(unit: string): string {
  const word = unit.trim();
  if (/^(?:c|cts|counts?)\s*\/\s*s(?:ec)?\.?$|^cps$|^counts? per second$/i.test(word)) return RATE;
  if (/^(?:c|cts|counts?)$/i.test(word)) return 'counts';
  return /^(?:d|n|1|none|dimensionless|not specified|1e\+?0?37)$/i.test(word) ? '' : word;
}

/** How many of the spectra of a file are not what the file calls them; told once, not for each. */
export class SignalNotes {
  #notCounts = 0;
  #first = '';
  #spectra = 0;

  /**
   * The column of a measured signal. It is `counts` only where it holds whole numbers and the file says counts, or no
   * unit at all in a counting mode; a rate, and what was averaged or divided, is an `intensity`.
   *
   * @param unit as `signalUnit` gives it
   * @param counting the detector counted pulses. @default true
   */
  column(name: string, unit: string, values: NumberArray, counting = true): NumberColumn {
    this.#spectra += 1;
    const claimed = (unit === '' || unit === 'counts') && counting;
    if (!claimed) return numberColumn(name, unit, 'intensity', values);
    if (areCounts(values)) return numberColumn(name, 'counts', 'counts', values);
    if (values.some((value) => !(value >= 0 && Number.isInteger(value)))) {
      this.#notCounts += 1;
      if (this.#notCounts === 1) this.#first = name;
    }
    return numberColumn(name, unit, 'intensity', values);
  }

  list(): Diagnostic[] {
    if (this.#notCounts === 0) return [];
    const which = this.#spectra === 1 ? 'the values' : `the values of ${this.#notCounts} of ${this.#spectra} spectra`;
    const message = `${which} ("${this.#first}") are to be counts and are no whole numbers: they were divided, averaged or corrected before, and are taken for an intensity whose uncertainty the file does not give`;
    return [{ code: 'not-counts', severity: 'info', message }];
  }
}

/** The transmission of the analyser beside a signal. */
export function transmissionColumn(name: string, values: NumberArray): NumberColumn {
  return numberColumn(name, '', 'transmission', values);
}

/** Distance of the energies of a column where all are the same but for rounding; undefined for any other column. */
export function evenStep(values: NumberArray): number | undefined {
  const count = values.length;
  if (count < 2) return undefined;
  const step = (values[count - 1]! - values[0]!) / (count - 1);
  if (!(Math.abs(step) > 0)) return undefined;
  for (let row = 1; row < count; row++) {
    // Printed energies are rounded; a tenth of a step is more than any rounding leaves.
    if (!(Math.abs(values[row]! - values[row - 1]! - step) <= 0.1 * Math.abs(step))) return undefined;
  }
  return Number(Math.abs(step).toPrecision(6));
}

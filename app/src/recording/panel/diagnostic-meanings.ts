import type { Diagnostic } from '../../../../src/formats/recording.js';

const GAPS = 'Missing numbers leave gaps in a plot; they are never taken for zero.';
const NO_MEANING = 'Columns without a known meaning can be drawn and exported; no analysis uses them.';
const LOOK_AT_ARCS = 'Look at the impedance plane: arcs of a cell stand upward where the sign is right.';
const DAMAGED =
  'Copy the file again from the computer of the instrument; if the copy is the same, the file itself is damaged.';

/** What follows from a remark of a reader, for codes whose message tells only what was found. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  truncated: 'The file was cut, or copied while the measurement was running. Rows that are whole are here.',
  'missing-cells': GAPS,
  'short-rows': GAPS,
  'unreadable-cell': GAPS,
  'unknown-column': NO_MEANING,
  'columns-unknown': NO_MEANING,
  'header-mismatch': 'Names may stand over the wrong numbers: compare them before you use them.',
  'sign-guessed': LOOK_AT_ARCS,
  'sign-doubtful': LOOK_AT_ARCS,
  'sign-from-phase': LOOK_AT_ARCS,
  checksum: DAMAGED,
  'damaged-stream': DAMAGED,
  'damaged-table': DAMAGED,
  'damaged-column': DAMAGED,
  'zero-frequency-rows': 'They are mostly of another part of the experiment, a rest or a polarization.',
};

/** What follows from a remark of a reader; undefined where its own message says all. */
export function consequenceOf({ code }: Diagnostic): string | undefined {
  return CONSEQUENCES[code];
}

/** What a severity asks of whoever uses the data. */
export const SEVERITY_MEANINGS: Readonly<Record<Diagnostic['severity'], string>> = {
  error: 'Some numbers are wrong or missing: mend the file, or leave those numbers out.',
  warning: 'The file was read, but something had to be decided: check it before you rely on it.',
  info: 'Nothing to do: what the reader did is written down.',
};

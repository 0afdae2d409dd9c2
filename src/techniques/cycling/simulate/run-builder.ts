/** Collects the rows of a simulated run. */
import type { WrittenRun } from '../../../formats/export/write-run.js';

export interface RunRow {
  readonly timeS: number;
  readonly potentialV: number;
  readonly currentA: number;
  readonly step: number;
  readonly cycle: number;
  readonly halfCycle: number;
  /** 1 galvanostatic, 2 potentiostatic, 3 rest. */
  readonly mode: 1 | 2 | 3;
}

export class RunBuilder {
  readonly #rows: RunRow[] = [];

  get last(): RunRow | undefined {
    return this.#rows.at(-1);
  }

  add(row: RunRow): void {
    this.#rows.push(row);
  }

  /** @param unknownColumn adds a column that readers do not know */
  build(unknownColumn?: (row: RunRow) => number): WrittenRun {
    const column = (pick: (row: RunRow) => number): Float64Array => Float64Array.from(this.#rows, pick);
    const run: WrittenRun = {
      timeS: column(({ timeS }) => timeS),
      potentialV: column(({ potentialV }) => potentialV),
      currentA: column(({ currentA }) => currentA),
      step: column(({ step }) => step),
      cycle: column(({ cycle }) => cycle),
      halfCycle: column(({ halfCycle }) => halfCycle),
      mode: column(({ mode }) => mode),
    };
    return unknownColumn === undefined ? run : { ...run, unknownColumn: column(unknownColumn) };
  }
}

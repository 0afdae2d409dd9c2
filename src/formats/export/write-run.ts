/** A simulated run as the text files that cyclers export, so that it goes through the same readers as a real one. */

export type RunFormat = 'csv' | 'biologic-mpt' | 'neware-csv';

/** Rows of a run, column by column. */
export interface WrittenRun {
  readonly timeS: ArrayLike<number>;
  readonly potentialV: ArrayLike<number>;
  readonly currentA: ArrayLike<number>;
  /** Step, cycle and half cycle as an instrument would number them. */
  readonly step: ArrayLike<number>;
  readonly cycle: ArrayLike<number>;
  readonly halfCycle: ArrayLike<number>;
  /** 1 galvanostatic, 2 potentiostatic, 3 rest. */
  readonly mode: ArrayLike<number>;
  /** A further column that no reader knows, where the study is to hold one. */
  readonly unknownColumn?: ArrayLike<number>;
}

const seconds = (value: number): string => value.toFixed(3);
const volts = (value: number): string => value.toFixed(6);
const milliamperes = (value: number): string => (value * 1e3).toExponential(5);

/** The text of a file in the given format, with as many digits as instruments print. */
export function writeRun(run: WrittenRun, format: RunFormat, technique: string, comment: string): string {
  switch (format) {
    case 'csv':
      return lines('time/s,voltage/V,current/mA,cycle', run, ',', (row) => [
        seconds(run.timeS[row]!),
        volts(run.potentialV[row]!),
        milliamperes(run.currentA[row]!),
        String(run.cycle[row]!),
      ]);
    case 'biologic-mpt':
      return writeMpt(run, technique, comment);
    case 'neware-csv':
      return writeNewareCsv(run);
  }
}

/** As BTSDA exports it: the time within the step and that of the test as clock times. */
function writeNewareCsv(run: WrittenRun): string {
  let begin = 0;
  return lines(
    'DataPoint,Cycle Index,Step Index,Step Type,Time,Cumulative Time,Current(A),Voltage(V)',
    run,
    ',',
    (row) => {
      if (row === 0 || run.step[row] !== run.step[row - 1]) begin = run.timeS[row]!;
      return [
        String(row + 1),
        String(run.cycle[row]!),
        String(run.step[row]! + 1),
        stepType(run, row),
        clock(run.timeS[row]! - begin),
        clock(run.timeS[row]!),
        run.currentA[row]!.toExponential(5),
        volts(run.potentialV[row]!),
      ];
    },
  );
}

/** Hours beyond a day go on counting: 26:03:04.500. */
function clock(time: number): string {
  const ms = Math.round(time * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = (ms % 60_000) / 1000;
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${rest.toFixed(3).padStart(6, '0')}`;
}

function stepType({ mode, currentA }: WrittenRun, row: number): string {
  if (mode[row] === 3) return 'Rest';
  const direction = currentA[row]! < 0 ? 'DChg' : 'Chg';
  return `${mode[row] === 2 ? 'CV' : 'CC'} ${direction}`;
}

function writeMpt(run: WrittenRun, technique: string, comment: string): string {
  const names = ['mode', 'Ns', 'time/s', 'control/V/mA', 'Ewe/V', 'I/mA', 'half cycle'];
  if (run.unknownColumn !== undefined) names.push('Stack pressure/MPa');
  const header = ['EC-Lab ASCII FILE', '', '', technique, '', `Comments : ${comment}`, ''];
  header[1] = `Nb header lines : ${header.length + 1}`;
  return lines([...header, names.join('\t')].join('\n'), run, '\t', (row) => [
    String(run.mode[row]!),
    String(run.step[row]!),
    seconds(run.timeS[row]!),
    run.mode[row] === 2 ? volts(run.potentialV[row]!) : milliamperes(run.mode[row] === 3 ? 0 : run.currentA[row]!),
    volts(run.potentialV[row]!),
    milliamperes(run.currentA[row]!),
    String(run.halfCycle[row]!),
    ...(run.unknownColumn === undefined ? [] : [run.unknownColumn[row]!.toFixed(3)]),
  ]);
}

function lines(header: string, run: WrittenRun, separator: string, cells: (row: number) => string[]): string {
  const rows = Array.from({ length: run.timeS.length }, (_, row) => cells(row).join(separator));
  return `${[header, ...rows].join('\n')}\n`;
}

/** The steps of one recording, also of one that holds a current over time and no potential. */
import { fail, isInterphaseError, withPlace } from '../../../errors.js';
import { type Column, isNumberColumn, type Recording } from '../../../formats/recording.js';
import { readTimeSeries } from '../../../formats/time-series/read-time-series.js';
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { convert } from '../../../quantity/convert.js';
import type { Conditions, Finding, LabelledRecording } from '../../technique.js';
import type { PolarizationOptions } from '../options.js';
import { fileRows, withFileRows } from './file-rows.js';
import { findSteps } from './find-steps.js';
import type { PolarizationStep } from './polarization-step.js';

export interface RecordingSteps {
  readonly steps: readonly PolarizationStep[];
  readonly findings: readonly Finding[];
}

/**
 * @throws what `readTimeSeries` and `findSteps` throw, with the file; `missing-column` for a file without a potential where
 * none is given
 */
export function readSteps(
  { label, recording, conditions }: LabelledRecording,
  options: PolarizationOptions,
): RecordingSteps {
  try {
    const given = givenPotentialV(conditions, options);
    const { series, fileRow } = readWithPotential(recording, given);
    const findings = series.diagnostics.map(
      ({ code, severity, message }): Finding => ({ code, severity, message: `${message}.`, where: label }),
    );
    const steps = findSteps(series, label, recording.name).map((step) => withFileRows(step, fileRow));
    if (given === undefined) return { steps, findings };
    if (steps.length > 1) {
      findings.push({
        code: 'voltage-not-used',
        severity: 'warning',
        message: `The file holds ${steps.length} steps, so the voltage given, ${given} V, cannot be that of all; the measured ones are used.`,
        where: label,
      });
      return { steps, findings };
    }
    const [measured] = steps;
    if (Math.abs(measured!.potentialV - given) > 0.05 * Math.abs(given)) {
      findings.push({
        code: 'voltage-differs',
        severity: 'warning',
        message: `The voltage given is ${given} V, the file shows ${measured!.potentialV.toPrecision(3)} V over the step. The given one is used: correct it, or leave it out.`,
        where: label,
      });
    }
    return { steps: [{ ...measured!, potentialV: given }], findings };
  } catch (error) {
    throw withPlace(error, { file: recording.name });
  }
}

/** A condition `voltage` speaks for its recording, the option for all others. */
function givenPotentialV({ voltage }: Conditions, options: PolarizationOptions): number | undefined {
  const given = voltage ?? options.voltage;
  if (given?.value == null) return undefined;
  return convert(given, 'V').value!;
}

interface Run {
  readonly series: TimeSeries;
  /** What `fileRows` says. */
  readonly fileRow: Int32Array | null;
}

function readRun(recording: Recording): Run {
  const series = readTimeSeries(recording);
  return { series, fileRow: fileRows(recording, series) };
}

function readWithPotential(recording: Recording, givenV: number | undefined): Run {
  try {
    return readRun(recording);
  } catch (error) {
    if (!isInterphaseError(error, 'missing-column') || !recording.tables.some(lacksOnlyPotential)) throw error;
    if (givenV === undefined) {
      throw fail(
        'missing-column',
        'the file holds a current over time, but no potential',
        'give it as voltage, e.g. --voltage "0.5 V", or in the file names: --conditions "hold-{voltage}V"',
        { file: recording.name },
      );
    }
    const tables = recording.tables.filter(lacksOnlyPotential).map((table) => {
      const held: Column = {
        name: 'voltage',
        unit: 'V',
        kind: 'potential',
        values: new Float64Array(table.rows).fill(givenV),
      };
      return { ...table, columns: [...table.columns, held] };
    });
    return readRun({ ...recording, tables });
  }
}

function lacksOnlyPotential({ rows, columns }: Recording['tables'][number]): boolean {
  const has = (kind: string): boolean => columns.some((column) => isNumberColumn(column) && column.kind === kind);
  return rows > 0 && has('time') && has('current') && !has('potential') && !has('frequency');
}

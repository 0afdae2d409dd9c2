/** What the reading and the cutting of a run had to assume, and what its record does not say. */
import type { Conditions, Finding } from '../technique.js';
import { CREDIBLE } from './half-cycles/half-cycle-metrics.js';
import { numberingFindings } from './half-cycles/numbering-findings.js';
import { partKindsFinding } from './part-kinds.js';
import type { PreparedTest } from './prepare-test.js';

/** Charges that differ by more are two charges. */
const SAME_CHARGE = 0.01;

export function runFindings(test: PreparedTest, conditions: Conditions): Finding[] {
  const where = test.label;
  const findings: Finding[] = test.series.diagnostics.map(({ code, severity, message }) => ({
    code,
    severity,
    message: message.endsWith('.') ? message : `${message}.`,
    where,
  }));
  if (test.ignored > 0) {
    const message = `${test.ignored} run${test.ignored === 1 ? '' : 's'} of current in the other direction, shorter than two rows or a second, do not end a half cycle.`;
    findings.push({ code: 'short-runs', severity: 'info', where, message });
  }
  findings.push(...numberingFindings(test), ...chargeFindings(test));
  const { halfCycles } = test;
  if (halfCycles.every(({ sign }) => sign === halfCycles[0]!.sign)) {
    const message = `The current never reverses (it is ${halfCycles[0]!.sign > 0 ? 'positive' : 'negative'} throughout): there is no whole cycle, and neither efficiency nor fade. If the cell was cycled, the column of the current may hold amounts without sign.`;
    findings.push({ code: 'no-reversal', severity: 'warning', where, message });
  }
  const partKinds = partKindsFinding(test, test.thresholdA);
  if (partKinds !== undefined) findings.push(partKinds);
  const missing = [
    ...(conditions.temperature === undefined && test.series.temperatureC === null ? ['temperature'] : []),
    ...(conditions.pressure === undefined ? ['stack pressure'] : []),
  ];
  if (missing.length > 0) {
    const message = `Neither file nor study says at which ${missing.join(' and ')} the cell ran; solid-state cells cannot be compared without. Give ${missing.length > 1 ? 'them' : 'it'} as condition${missing.length > 1 ? 's' : ''}.`;
    findings.push({ code: 'conditions-unknown', severity: 'info', where, message });
  }
  return findings;
}

/** `charge-integral`: the charge that the instrument stores is not that of the current that it stores. */
function chargeFindings({ label, series, metrics }: PreparedTest): Finding[] {
  if (series.currentOrigin !== 'stored') return [];
  const shares = metrics.flatMap(({ instrumentC, trapezoidC }) =>
    instrumentC === null || trapezoidC === 0 ? [] : [Math.abs(instrumentC / trapezoidC - 1)],
  );
  const apart = shares.filter((share) => share > SAME_CHARGE);
  if (apart.length <= 0.1 * metrics.length) return [];
  const worst = Math.max(...apart);
  const used =
    worst <= CREDIBLE
      ? 'The charge of the instrument is used'
      : `Where they differ by more than ${100 * CREDIBLE} % the integral of the rows is used, else the charge of the instrument`;
  const message = `In ${apart.length} of ${metrics.length} half cycles the charge that the instrument integrated differs from the integral of the rows, by up to ${(100 * worst).toPrecision(2)} %: the rows are too far apart for the current, a counter was set back, or one column is scaled. ${used}.`;
  return [{ code: 'charge-integral', severity: 'warning', where: label, message }];
}

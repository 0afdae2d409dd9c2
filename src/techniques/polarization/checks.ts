/** What a referee would ask of a polarization. */
import { boltzmannEvPerK } from '../../quantity/constants.js';
import { areaCm2, type Sample } from '../sample.js';
import type { Finding } from '../technique.js';
import type { AnalysedStep } from './analysed-step.js';
import { printAmpere } from './derive/ampere-scale.js';
import type { CurrentVoltage } from './derive/current-voltage.js';
import { beyondOhm, temperatureK } from './derive/temperature.js';
import type { PolarizationOptions } from './options.js';

/** Metals that exchange ions with the electrolyte. */
const METALS = /^(?:Na|Li|K|sodium|lithium|potassium)(?:\b|$)/i;

/** Double layers hold 1 to 100 uF/cm2; rough or porous electrodes some times more. */
const LARGEST_FARAD_PER_CM2 = 1e-3;

/** Ends of the stack that exchange ions. */
export function endMetals({ stack }: Sample): string[] {
  if (stack === undefined) return [];
  return [stack[0]!, stack.at(-1)!].map(({ material }) => material).filter((material) => METALS.test(material));
}

export function stepFindings(step: AnalysedStep, sample: Sample, options: PolarizationOptions): Finding[] {
  const where = step.step.label;
  const found: Finding[] = [];
  const { fit, lastA, lastSigmaA, verdict } = step;
  switch (verdict) {
    case 'decaying': {
      const share =
        fit.steadyA > fit.remainingA
          ? `${(100 * (fit.remainingA / fit.steadyA)).toFixed(0)} % of the extrapolated steady current`
          : 'more than the steady current that the laws extrapolate';
      found.push({
        code: 'not-steady',
        severity: 'warning',
        where,
        message: `The current is not steady after ${hours(step)}: what still decays is ${share}, and the laws that fit disagree or leave the steady current open. Only an upper bound is given, the current at the end (${printAmpere(lastA)}). Hold the potential longer, five times the slowest time constant${slowest(step)}.`,
      });
      break;
    }
    case 'jumping':
    case 'growing':
      found.push({
        code: 'not-steady',
        severity: 'warning',
        where,
        message: `The current ${verdict === 'growing' ? 'grows' : 'jumps'} during the step: this is no polarization of a cell with blocking electrodes, and neither a steady current nor a bound can be given. Look for a reaction, a short that forms, or electrodes that do not block.`,
      });
      break;
    case 'blank':
      found.push({
        code: 'not-steady',
        severity: 'warning',
        where,
        message:
          'Every current of the step is stored as zero: the range was too coarse or the channel was off. Nothing follows from it, not even a bound; measure in a lower range.',
      });
      break;
    case 'noise':
      found.push({
        code: 'not-steady',
        severity: 'warning',
        where,
        message: `The current at the end, ${printAmpere(lastA)}, is within three times its uncertainty of ${printAmpere(lastSigmaA)}: the instrument does not see the electronic current, and only an upper bound is given.`,
      });
      break;
    case 'steady':
      if (fit.remainingA > 0.05 * fit.steadyA) {
        found.push({
          code: 'extrapolated',
          severity: 'info',
          where,
          message: `The last reading (${printAmpere(lastA)}) is ${(100 * (lastA / fit.steadyA - 1)).toFixed(0)} % above the steady current, which the fits extrapolate: taking the last point would give a conductivity that is too high.`,
        });
      }
  }
  if (lastA < -3 * lastSigmaA) {
    found.push({
      code: 'against-potential',
      severity: 'warning',
      where,
      message: `The current at the end, ${printAmpere(lastA)}, flows against the potential: the leads of current and potential have different signs, or an offset or a source inside the cell is larger than the current.`,
    });
  }
  const first = fit.laws[0]!;
  if (
    verdict === 'steady' &&
    first.slowestS !== null &&
    step.step.timeS.at(-1)! < 5 * first.slowestS &&
    fit.remainingA > 0.02 * fit.steadyA
  ) {
    found.push({
      code: 'short-step',
      severity: 'info',
      where,
      message: `The step lasts ${(step.step.timeS.at(-1)! / first.slowestS).toPrecision(2)} times the slowest time constant of ${first.slowestS.toPrecision(2)} s; five times are asked for as a rule.`,
    });
  }
  if (options.electrodes === 'one-blocking' && beyondOhm(step, options)) {
    const thermalMv = 1e3 * boltzmannEvPerK * temperatureK(step.conditions, options);
    found.push({
      code: 'beyond-ohm',
      severity: 'warning',
      where,
      message: `With one blocking electrode the current follows no Ohm's law at ${step.step.potentialV.toPrecision(3)} V, since kT/e is ${thermalMv.toFixed(0)} mV: the conductivity of this step is an apparent one. Measure at several potentials, so that the law of Hebb and Wagner can be fitted.`,
    });
  }
  const area = areaCm2(sample);
  const farad = area === undefined ? 0 : step.charge.farad / area.value;
  if (
    options.electrodes === 'two-blocking' &&
    farad > LARGEST_FARAD_PER_CM2 &&
    verdict !== 'growing' &&
    verdict !== 'jumping'
  ) {
    found.push({
      code: 'charge-excess',
      severity: 'warning',
      where,
      message: `The decaying part carries ${step.charge.chargeC.toPrecision(2)} C, as a capacitance of ${(1e3 * farad).toPrecision(2)} mF/cm2 would: far more than a double layer (0.001 to 0.1 mF/cm2) holds. Look for a reaction at the electrodes, or for ions that are exchanged.`,
    });
  }
  return found;
}

export function wholeFindings(
  steps: readonly AnalysedStep[],
  line: CurrentVoltage | undefined,
  sample: Sample,
  options: PolarizationOptions,
  facts: { readonly hasGeometry: boolean; readonly geometryComplete: boolean; readonly offsetKnown: boolean },
): Finding[] {
  const found: Finding[] = [];
  const say = (code: string, severity: Finding['severity'], message: string): void => {
    found.push({ code, severity, message });
  };
  if (!facts.hasGeometry)
    say(
      'no-geometry',
      'warning',
      'No thickness or no area: there is no conductivity. Give thickness and diameter (or area) of the sample.',
    );
  else if (!facts.geometryComplete)
    say(
      'geometry-uncertainty',
      'info',
      'Thickness or area has no uncertainty, so that of the conductivity holds the current only. Write them like "1.00(2) mm".',
    );
  const ends = endMetals(sample);
  if (options.electrodes === 'one-blocking' && sample.stack !== undefined && ends.length !== 1) {
    say(
      'electrodes-differ',
      'error',
      `The stack has ${ends.length === 0 ? 'no metal that exchanges ions at either end' : 'such a metal at both ends'}, so this is no cell with one blocking electrode: correct the stack or the option electrodes.`,
    );
  }
  if (options.electrodes === 'two-blocking' && ends.length > 0) {
    say(
      'electrodes-not-blocking',
      'error',
      `${[...new Set(ends)].join(' and ')} at the end of the stack does not block ions: the steady current is ionic, not electronic. Use gold, carbon or steel, or say electrodes: one-blocking or non-blocking.`,
    );
  }
  if (line?.linearity != null && line.linearity < 0.01 && options.electrodes === 'two-blocking') {
    say(
      'not-linear',
      'warning',
      `The steady currents do not lie on a line (probability ${line.linearity.toPrecision(1)}): between blocking electrodes they should. Look for decomposition at the higher potentials, an electrode that does not block, or steps that are not steady.`,
    );
  }
  if (
    line === undefined &&
    !facts.offsetKnown &&
    options.electrodes !== 'non-blocking' &&
    steps.some(({ current }) => current.value !== null)
  ) {
    say(
      'single-potential',
      'info',
      'One potential only: a leakage or an offset of the instrument is part of the current. Two or more potentials take it out, or give offsetCurrent.',
    );
  }
  const leaks =
    options.electrodes === 'two-blocking' &&
    line !== undefined &&
    Math.abs(line.offset.value!) > 3 * line.offset.sigma!;
  if (leaks)
    say(
      'leakage',
      'info',
      `The line of current against potential does not go through zero: ${printAmpere(line.offset.value!)} flow at 0 V. The slope is free of it; single steps are not.`,
    );
  return found;
}

function hours(step: AnalysedStep): string {
  const seconds = step.step.timeS.at(-1)!;
  return seconds < 3600 ? `${(seconds / 60).toPrecision(2)} min` : `${(seconds / 3600).toPrecision(2)} h`;
}

function slowest(step: AnalysedStep): string {
  const tau = step.fit.laws[0]?.slowestS;
  return tau == null ? '' : ` (here about ${(tau / 3600).toPrecision(2)} h)`;
}

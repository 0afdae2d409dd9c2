/** The steps of a polarization and the laws that were fitted, as tables. */
import type { ResultTable, SeriesEntry } from '../technique.js';
import type { AnalysedStep } from './analysed-step.js';
import type { CurrentVoltage } from './derive/current-voltage.js';

export function stepsTable(steps: readonly AnalysedStep[], series: readonly SeriesEntry[]): ResultTable {
  return {
    id: 'steps',
    caption: 'Steps of the potential: current at the end, steady current, and conductivity of the electrons.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'potential', unit: 'V' },
      { name: 'duration', unit: 's' },
      { name: 'current at the end', unit: 'A' },
      { name: 'steady current', unit: 'A' },
      { name: 'electronic conductivity', unit: 'S/cm' },
      { name: 'verdict', unit: '' },
    ],
    rows: steps.map(({ step, verdict, leftOut }, k) => {
      const { quantities } = series[k]!;
      return [
        step.label,
        Number(step.potentialV.toPrecision(6)),
        Number(step.timeS.at(-1)!.toPrecision(6)),
        quantities.finalCurrent!,
        quantities.steadyStateCurrent!,
        quantities.electronicConductivity ?? null,
        leftOut ? `${verdict}, left out` : verdict,
      ];
    }),
  };
}

export function lawsTable(steps: readonly AnalysedStep[]): ResultTable {
  return {
    id: 'laws',
    caption:
      'Laws fitted to each step: steady current, what still decays at the end, slowest time constant, weight in the average.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'law', unit: '' },
      { name: 'steady current', unit: 'A' },
      { name: 'still decaying', unit: 'A' },
      { name: 'slowest time constant', unit: 's' },
      { name: 'chi square', unit: '1' },
      { name: 'weight', unit: '1' },
    ],
    rows: steps.flatMap(({ step, fit }) =>
      fit.laws.map((law) => [
        step.label,
        law.law,
        { value: law.steadyA, sigma: law.sigmaA, unit: 'A' },
        Number(law.remainingA.toPrecision(4)),
        law.slowestS === null ? null : Number(law.slowestS.toPrecision(4)),
        Number(law.chiSquared.toPrecision(5)),
        Number(law.weight.toPrecision(3)),
      ]),
    ),
  };
}

/** Steady currents and the line through them. */
export function currentVoltageTable(steps: readonly AnalysedStep[], line: CurrentVoltage): ResultTable {
  const steady = steps.filter(({ current }) => current.value !== null);
  return {
    id: 'current-voltage',
    caption: 'Steady current against potential, the line through it, and what the line leaves.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'potential', unit: 'V' },
      { name: 'steady current', unit: 'A' },
      { name: 'line', unit: 'A' },
      { name: 'rest over sigma', unit: '1' },
    ],
    rows: steady.map(({ step, current }) => {
      const fitted = line.offset.value! + line.conductance.value! * step.potentialV;
      return [
        step.label,
        Number(step.potentialV.toPrecision(6)),
        current,
        Number(fitted.toPrecision(6)),
        Number(((current.value! - fitted) / current.sigma!).toFixed(2)),
      ];
    }),
  };
}

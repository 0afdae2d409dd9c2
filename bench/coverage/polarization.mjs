/** Coverage of steady currents, their bounds and the conductivity of the electrons over simulated polarizations of known truth. */
import { textTable } from '../table.mjs';
import { kindNames } from './polarization-trials.mjs';
import { chance, compare, tally } from './tally.mjs';
import { runChosen } from './workers.mjs';

const titles = {
  single: 'one exponential, white noise',
  several: 'two exponentials, white noise',
  correlated: 'two exponentials, correlated noise',
  stretched: 'stretched and 1/sqrt(t), 1 h reads 10-30 % high',
  flicker: 'the same in 1/f noise, mains, steps of the converter',
  power: 'blocking electrode, t^-n beside the current',
  hidden: 'blocking electrode, current far below t^-n',
  early: '1 h hold, time constants of 25 min to 11 h',
  line: 'three potentials, offset to 0.2 nA: conductivity',
  ladder: 'ten potentials, offset to 0.2 nA: conductivity',
  flat: 'no decay at all, correlated noise',
};
/**
 * No law is exact, so intervals may be too wide; they may not be too narrow. What counts is that a statement, value or bound, holds in
 * 95 % of cases.
 */
const LEAST = { 68: 0.6827 - 0.03, 95: 0.95 - 0.02 };

/** @returns exit code: 1 when statements hold less often than promised by more than chance explains, 2 for an unknown kind */
export async function study({ spectra, ...settings }) {
  const module = new URL('./polarization-trials.mjs', import.meta.url).href;
  const run = await runChosen(
    module,
    kindNames.map((kind) => ({ kind, count: spectra })),
    settings,
  );
  if (run === undefined) return 2;
  const { results, seconds } = run;
  console.log(`${spectra} trials of each kind, seed ${settings.seed}; ${seconds} s`);
  let broken = 0;
  const rows = [...results].map(([kind, answers]) => {
    const [count] = tally(answers.map(({ stated, truth }) => compare(kind, stated, truth)));
    const bounds = answers.filter(({ stated }) => stated.value === null);
    const held = bounds.filter(({ stated, truth }) => contains(stated.interval95, truth)).length;
    const wide = answers.filter(({ stated }) => stated.value !== null).map(({ stated }) => stated.sigma / stated.value);
    const all = (count.covered95 + held) / answers.length;
    const verdicts = [
      [count.share68, LEAST[68], count.given],
      [count.share95, LEAST[95], count.given],
      [all, LEAST[95], answers.length],
    ].map(([share, least, n]) => n > 0 && share < least - 2 * chance(least, n));
    broken += verdicts.filter(Boolean).length;
    return [
      titles[kind],
      count.given,
      ...[count.share68, count.share95].map((share, k) => (count.given === 0 ? '-' : mark(share, verdicts[k]))),
      count.given === 0 ? '-' : `${(100 * median(wide)).toFixed(1)} %`,
      count.given === 0 ? '-' : count.meanPull.toFixed(2),
      bounds.length,
      bounds.length === 0 ? '-' : `${((100 * held) / bounds.length).toFixed(1)} %`,
      mark(all, verdicts[2]),
    ];
  });
  const names = [
    'truth',
    'steady',
    'in sigma',
    'in interval95',
    'median sigma',
    'mean pull',
    'bounds',
    'bounds hold',
    'all',
  ];
  console.log(textTable(names, rows));
  return broken > 0 ? 1 : 0;
}

const mark = (share, broken) => `${(100 * share).toFixed(1)} %${broken ? ' BROKEN' : ''}`;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** A quantity that states nothing is not wrong. */
function contains(interval, truth) {
  const [low, high] = interval ?? [null, null];
  return (low === null || low <= truth) && (high === null || truth <= high);
}

/** Coverage of shares, common shifts and thicknesses over simulated series of known truth, fitted together and one by one. */
import { textTable } from '../table.mjs';
import { kindNames } from './photoemission-trials.mjs';
import { chance, compare, tally } from './tally.mjs';
import { runChosen } from './workers.mjs';

const titles = {
  coated: 'all in one fit, film in all steps',
  'bare-first': 'all in one fit, first step bare',
  alone: 'each Ti 2p spectrum by itself',
};
/** Shares that are promised of joint fits, and how far a measured one may be from them before chance is counted. */
const PROMISED = { 68: { share: 0.6827, room: 0.04 }, 95: { share: 0.95, room: 0.03 } };
const NORMAL_95 = 1.959963984540054;

/** @returns exit code: 1 when errors hold less often than promised by more than chance explains, 2 for an unknown kind */
export async function study({ spectra, ...settings }) {
  const module = new URL('./photoemission-trials.mjs', import.meta.url).href;
  const run = await runChosen(
    module,
    kindNames.map((kind) => ({ kind, count: spectra })),
    settings,
  );
  if (run === undefined) return 2;
  console.log(`${spectra} series of each kind, seed ${settings.seed}; ${run.seconds} s`);
  let broken = 0;
  const rows = [];
  for (const [kind, trials] of run.results) {
    const compared = trials.flat();
    const counts = tally(compared.map(({ group, stated, truth }) => compare(group, withInterval(stated), truth)));
    counts.forEach((count, k) => {
      const errors = compared
        .filter(({ group, stated }) => group === count.name && stated.value !== null)
        .map(({ stated, truth }) => Math.abs(stated.value - truth));
      const verdicts = kind === 'alone' ? ['', ''] : [judge(count, 68, trials.length), judge(count, 95, trials.length)];
      broken += verdicts.filter((word) => word === ' BROKEN').length;
      rows.push([
        k === 0 ? titles[kind] : '',
        count.name,
        count.given,
        `${(100 * count.share68).toFixed(1)} %${verdicts[0]}`,
        `${(100 * count.share95).toFixed(1)} %${verdicts[1]}`,
        count.meanPull.toFixed(2),
        count.rmsPull.toFixed(2),
        Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length).toPrecision(3),
        Math.max(...errors).toPrecision(3),
      ]);
    });
  }
  const header = ['series', 'of', 'given', 'in sigma', 'in 95 %', 'mean pull', 'rms pull', 'rms error', 'largest'];
  console.log(textTable(header, rows));
  return broken > 0 ? 1 : 0;
}

/** Uncertainties without an interval are those of a normal distribution. */
function withInterval({ value, sigma, interval95 }) {
  const interval = interval95 ?? (value === null ? undefined : [value - NORMAL_95 * sigma, value + NORMAL_95 * sigma]);
  return { value, sigma, interval95: interval };
}

/** Numbers of one series hang together, so chance is that of the number of series. */
function judge(count, level, series) {
  const { share, room } = PROMISED[level];
  const most = room + 2 * chance(share, series);
  const measured = level === 68 ? count.share68 : count.share95;
  if (measured < share - most) return ' BROKEN';
  return measured > share + most ? ' wide' : '';
}

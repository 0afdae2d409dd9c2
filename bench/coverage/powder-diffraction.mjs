/** Coverage of cells, positions, displacements, sizes and weight fractions over simulated two-phase patterns of known truth. */
import { textTable } from '../table.mjs';
import { kindNames } from './powder-diffraction-trials.mjs';
import { chance, compare, tally } from './tally.mjs';
import { runChosen } from './workers.mjs';

const titles = {
  titania: 'anatase + rutile, 20 to 100 deg',
  zincite: 'zincite + anatase, 20 to 110 deg',
  trace: 'NZSP + 1 to 5 % zirconia, 10 to 100 deg',
  faint: 'anatase + rutile, highest line 60 to 300 counts',
  narrow: 'anatase + rutile, 20 to 60 deg, atoms held',
  wrongAtoms: 'the same, and the atoms held are not the true ones',
};

/** Shares that are promised, and how far a measured one may be from them before chance is counted. */
const PROMISED = { 68: { share: 0.6827, room: 0.04 }, 95: { share: 0.95, room: 0.03 } };
/** Where the model is wrong on purpose nothing is promised of these: the finding `atoms-held` says so. */
const unpromised = { wrongAtoms: ['weightFraction'] };
const NORMAL_95 = 1.959963984540054;

/** Uncertainties without an interval are those of a normal distribution. */
function withInterval({ value, sigma, interval95 }) {
  const interval = interval95 ?? (value === null ? undefined : [value - NORMAL_95 * sigma, value + NORMAL_95 * sigma]);
  return { value, sigma, interval95: interval };
}

/** @returns exit code: 1 when errors hold less often than promised by more than chance explains, 2 for an unknown kind */
export async function study({ spectra, ...settings }) {
  const module = new URL('./powder-diffraction-trials.mjs', import.meta.url).href;
  const run = await runChosen(
    module,
    kindNames.map((kind) => ({ kind, count: spectra })),
    settings,
  );
  if (run === undefined) return 2;
  console.log(`${spectra} patterns of each kind, seed ${settings.seed}; ${run.seconds} s`);
  let broken = 0;
  const rows = [];
  const outliers = [];
  for (const [kind, trials] of run.results) {
    const compared = trials.flatMap((trial, index) => trial.compared.map((one) => ({ ...one, index, gof: trial.gof })));
    for (const { index, name, stated, truth, gof } of compared) {
      const pull = (stated.value - truth) / stated.sigma;
      if (!promises(kind, name.split('.').at(-1)) || !(Math.abs(pull) > 4)) continue;
      outliers.push(
        `${kind} ${index}: ${name} ${stated.value} +- ${stated.sigma}, true ${truth}; GOF ${gof.toFixed(2)}`,
      );
    }
    const counts = tally(compared.map(({ group, stated, truth }) => compare(group, withInterval(stated), truth)));
    counts.forEach((count, k) => {
      const verdict = (level) => judge(kind, count, level, trials.length);
      const verdicts = [verdict(68), verdict(95)];
      broken += verdicts.filter((word) => word === ' BROKEN').length;
      rows.push([
        k === 0 ? titles[kind] : '',
        count.name,
        count.given,
        `${(100 * count.share68).toFixed(1)} %${verdicts[0]}`,
        `${(100 * count.share95).toFixed(1)} %${verdicts[1]}`,
        count.meanPull.toFixed(2),
        count.rmsPull.toFixed(2),
      ]);
    });
  }
  console.log(textTable(['sample', 'of', 'given', 'in sigma', 'in interval95', 'mean pull', 'rms pull'], rows));
  if (outliers.length > 0) console.log(`\nfurther off than four sigma:\n${outliers.join('\n')}`);
  return broken > 0 ? 1 : 0;
}

const promises = (kind, group) => !(unpromised[kind] ?? []).includes(group);

/** Quantities of one pattern hang together, so chance is that of the number of patterns. */
function judge(kind, count, level, patterns) {
  if (!promises(kind, count.name)) return ' (not promised)';
  const { share, room } = PROMISED[level];
  const most = room + 2 * chance(share, patterns);
  const measured = level === 68 ? count.share68 : count.share95;
  if (measured < share - most) return ' BROKEN';
  return measured > share + most ? ' wide' : '';
}

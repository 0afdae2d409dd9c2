/** Alarms of shorts in simulated symmetric cells of known truth, and coverage of the errors that their analysis states. */
import { textTable } from '../table.mjs';
import { kindNames } from './cycling-symmetric-trials.mjs';
import { chance, tally } from './tally.mjs';
import { runChosen } from './workers.mjs';

const titles = {
  healthy: 'healthy',
  rough: 'healthy, noise to 1 mV, relaxation to twice the plateau',
  within: 'short of 20-80 % within a half cycle',
  between: 'short between two half cycles',
  recovering: 'short that partly recovers',
  spiking: 'contact that opens and closes',
  staircase: 'short in a staircase of currents',
};
/** One healthy cell of a thousand may alarm; 95 of 100 shorts must be told in the right cycle. */
const MOST_ALARMS = 0.001;
const LEAST_FOUND = 0.95;
const LEAST = { 68: 0.6827 - 0.03, 95: 0.95 - 0.02 };

/** @returns exit code: 1 when a promise is broken by more than chance explains, 2 for an unknown kind */
export async function study({ spectra, ...settings }) {
  const module = new URL('./cycling-symmetric-trials.mjs', import.meta.url).href;
  const run = await runChosen(
    module,
    kindNames.map((kind) => ({ kind, count: spectra })),
    settings,
  );
  if (run === undefined) return 2;
  const { results, seconds } = run;
  console.log(`${spectra} cells of each kind, seed ${settings.seed}; ${seconds} s\n`);
  let broken = 0;
  const rows = [...results].map(([kind, answers]) => {
    const right = answers.filter(({ alarm, expected }) => alarm === expected).length;
    const missed = answers.filter(({ alarm, expected }) => expected !== null && alarm === null).length;
    const critical = answers.filter((answer) => answer.critical).length;
    const healthy = answers[0].expected === null;
    const least = healthy ? 1 - MOST_ALARMS : LEAST_FOUND;
    const failed = right / answers.length < least - 2 * chance(least, answers.length);
    broken += failed ? 1 : 0;
    return [
      titles[kind],
      `${((100 * right) / answers.length).toFixed(1)} %${failed ? ' BROKEN' : ''}`,
      missed,
      answers.length - right - missed,
      kind === 'staircase' ? `${((100 * critical) / answers.length).toFixed(1)} %` : '',
    ];
  });
  console.log(textTable(['cell', 'right', 'missed', 'false or another cycle', 'critical current right'], rows));
  const counts = tally([...results.values()].flat().flatMap(({ comparisons }) => comparisons));
  if (counts.length === 0) return broken > 0 ? 1 : 0;
  const mark = (share, least, count) => {
    // No law is exact, so intervals may be too wide; they may not be too narrow.
    const failed = share < least - 2 * chance(least, count);
    broken += failed ? 1 : 0;
    return `${(100 * share).toFixed(1)} %${failed ? ' BROKEN' : ''}`;
  };
  const coverage = counts.map(({ name, given, share68, share95, intervals, rmsPull }) => [
    name,
    given,
    mark(share68, LEAST[68], given),
    intervals === 0 ? '-' : mark(share95, LEAST[95], intervals),
    rmsPull.toFixed(2),
  ]);
  console.log(
    `\n${textTable(['quantity of healthy cells', 'given', 'in sigma', 'in interval95', 'rms pull'], coverage)}`,
  );
  return broken > 0 ? 1 : 0;
}

/** Coverage of the errors that an analysis of a full cell states, over simulated cells of known truth. */
import { textTable } from '../table.mjs';
import { chance, tally } from './tally.mjs';
import { runChosen } from './workers.mjs';

const cells = { full: 'full cells, scatter 0.02 to 0.2 %', noisy: 'full cells, scatter 0.2 to 1 %' };
/** What is promised: 68 +- 3 % for value +- sigma, 95 +- 2 % for interval95. */
const promise = { 68: { share: 0.6827, margin: 0.03 }, 95: { share: 0.95, margin: 0.02 } };

/** @returns exit code: 1 when a coverage is outside the promise by more than chance explains, 2 for an unknown kind */
export async function study({ spectra, ...settings }) {
  const module = new URL('./cycling-full-trials.mjs', import.meta.url).href;
  const jobs = Object.keys(cells).map((kind) => ({ kind, count: spectra }));
  const run = await runChosen(module, jobs, settings);
  if (run === undefined) return 2;
  const { results, seconds } = run;
  console.log(`${spectra} cells of each kind, seed ${settings.seed}; ${seconds} s`);
  let broken = 0;
  const rows = [...results.keys()].flatMap((kind) => [
    [cells[kind]],
    ...tally(results.get(kind).flatMap(({ comparisons }) => comparisons)).map((count) => {
      const verdicts = [
        judge(count.share68, count.given, promise[68]),
        judge(count.share95, count.intervals, promise[95]),
      ];
      broken += verdicts.filter((verdict) => verdict === 'BROKEN').length;
      return [
        `  ${count.name}`,
        count.given,
        count.missing || '',
        percent(count.share68, count.given),
        verdicts[0],
        count.intervals === 0 ? '' : percent(count.share95, count.intervals),
        count.intervals === 0 ? '' : verdicts[1],
        count.meanPull.toFixed(3),
        count.rmsPull.toFixed(3),
      ];
    }),
  ]);
  console.log(
    textTable(
      ['quantity', 'trials', 'not given', 'value ± sigma', '', 'interval95', '', 'mean pull', 'rms pull'],
      rows,
    ),
  );
  return broken > 0 ? 1 : 0;
}

/** Beyond the margin by more than two standard deviations of chance is broken. */
function judge(share, count, { share: promised, margin }) {
  const off = Math.abs(share - promised);
  if (!(off > margin)) return 'ok';
  return off > margin + 2 * chance(promised, count) ? 'BROKEN' : 'outside';
}

const percent = (share, count) => `${(100 * share).toFixed(1)} ± ${(100 * chance(share, count)).toFixed(1)} %`;

/**
 * Photoemission: processor time of one fit from one start beside lmfit and cfityk on the same subtracted spectra in the same run, and
 * of a series of 42 spectra fitted together. Minima must agree before times are compared.
 */
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analysePhotoemission } from '../../dist/techniques/photoemission/analyse.js';
import { assignRegions } from '../../dist/techniques/photoemission/assign-regions.js';
import { fitSeries } from '../../dist/techniques/photoemission/fit/fit-series.js';
import { minimiseSeries } from '../../dist/techniques/photoemission/fit/minimise-series.js';
import { prepareFit } from '../../dist/techniques/photoemission/fit/prepare-fit.js';
import { readComponents } from '../../dist/techniques/photoemission/read-components.js';
import { readMeasurement } from '../../dist/techniques/photoemission/spectra/read-measurement.js';
import { processorTime } from '../measure.mjs';
import { findPython, runPython } from '../python.mjs';
import { printMs, textTable } from '../table.mjs';
import { findCfityk, fitWithCfityk } from './cfityk_fit.mjs';
import { fitProblems, seriesProblem } from './problems.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'lmfit_fit.py');
const DOUBLET_MS = 5;
const SERIES_MS = 2000;
const LMFIT_RATIO = 10;
const CFITYK_RATIO = 1.5;
const FITS = 10;
const PEER_BATCHES = 11;
/** Sums of squares that agree to this share are one minimum; peers stop a little before it. */
const SAME_MINIMUM = 1e-4;

/** @returns exit code: 1 when something failed to run or gave a wrong answer, whatever the speed */
export async function bench() {
  const lmfit = findPython('lmfit');
  const cfityk = findCfityk();
  const processor = `${cpus()[0].model.trim()}, ${cpus().length} cores`;
  console.log(
    `node ${process.versions.node}; ${lmfit.versions ?? 'no lmfit'}; ${cfityk.version ?? 'no cfityk'}; ${processor}`,
  );
  console.log(
    'processor time (user and system, all threads), medians of batches after warm-up; whole fit: start values, descent, errors and curves; descent: what the peers do\n',
  );
  const notes = [lmfit.complaint, cfityk.complaint].filter((words) => words !== undefined);
  const failures = [];
  const rows = [];
  const problems = await fitProblems();
  for (const problem of problems) rows.push(measure(problem, lmfit, cfityk, failures));
  console.log(
    textTable(
      [
        'spectrum',
        'points',
        'whole fit',
        'target',
        'descent',
        'lmfit',
        'ratio',
        'cfityk',
        'descent/cfityk',
        'same minimum',
      ],
      rows,
    ),
  );
  console.log(
    `\nWanted: doublets in ${DOUBLET_MS} ms, ${LMFIT_RATIO} times faster than lmfit (its fastest way), at most ${CFITYK_RATIO} times cfityk.\n`,
  );
  await series(failures);
  if (problems.some(({ isMeasured }) => !isMeasured))
    notes.push('spectra that are not beside this clone were simulated');
  for (const note of notes) console.log(`- ${note}`);
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

function measure({ title, isDoublet, setup, request, peer }, lmfit, cfityk, failures) {
  const own = processorTime(() => {
    for (let k = 0; k < FITS; k++) fitSeries(setup, request);
  }, FITS);
  // What the peers do: the descent from a start that is there, without finding it, and without errors and curves after it.
  const { series: model, plan, starts } = prepareFit(setup, setup.spectra, request);
  const bare = processorTime(() => {
    for (let k = 0; k < FITS; k++) minimiseSeries(model, plan, starts[0]);
  }, FITS);
  const fit = fitSeries(setup, request);
  if (!fit.converged) failures.push(`${title}: did not converge`);
  const { energiesEv, values, sigmas } = setup.spectra[0];
  const under = peer.cast === undefined ? fit.spectra[0].background : new Float64Array(values.length);
  const data = {
    x: [...energiesEv],
    y: Array.from(values, (value, i) => value - under[i]),
    sigma: [...sigmas],
    ...peer,
  };
  const ways = lmfit.path === undefined ? {} : runPython(lmfit.path, script, { ...data, batches: PEER_BATCHES });
  const same = (sum) => Math.abs(sum / fit.chiSquare - 1) < SAME_MINIMUM;
  const reached = Object.values(ways).filter(({ sumOfSquares }) => same(sumOfSquares));
  const fastest = reached.length > 0 ? Math.min(...reached.map(({ median }) => median)) : undefined;
  const beside = cfityk.version === undefined ? undefined : fitWithCfityk(data);
  const agreed = [
    ...Object.values(ways).map(({ sumOfSquares }) => sumOfSquares),
    ...(beside === undefined ? [] : [beside.sumOfSquares]),
  ];
  const lower = agreed.filter((sum) => sum < fit.chiSquare * (1 - SAME_MINIMUM));
  if (lower.length > 0) failures.push(`${title}: a peer found a lower minimum, ${lower[0]} for ${fit.chiSquare}`);
  return [
    title,
    energiesEv.length,
    printMs(own.median),
    isDoublet ? `${DOUBLET_MS} ms` : '',
    printMs(bare.median),
    fastest === undefined ? '-' : printMs(fastest),
    fastest === undefined ? '-' : `${(fastest / bare.median).toFixed(0)}x`,
    beside === undefined ? '-' : printMs(beside.ms),
    beside === undefined || !same(beside.sumOfSquares) ? '-' : (bare.median / beside.ms).toFixed(2),
    `${agreed.filter(same).length} of ${agreed.length}`,
  ];
}

/** Seven steps of six regions: the fit alone, and the whole analysis with its comparisons. */
async function series(failures) {
  const input = await seriesProblem();
  const { options } = input;
  const { measurement } = readMeasurement(input.recordings, {});
  const components = readComponents(options.component, options.shape);
  const regionOf = assignRegions(components, measurement.regions, new Map());
  const setup = {
    spectra: measurement.spectra.filter(({ region }) => regionOf.includes(region)),
    components,
    regionOf,
    stepCount: measurement.steps.length,
    texts: options,
  };
  const request = {
    background: 'active-shirley',
    slope: false,
    endpoints: 5,
    positions: 'common',
    weights: 'counts',
    starts: 1,
  };
  const few = { warmUpMs: 2000, batches: 5, leastMs: 300 };
  const own = processorTime(() => fitSeries(setup, request), 1, few);
  const fit = fitSeries(setup, request);
  if (!fit.converged) failures.push('the series did not converge');
  const whole = processorTime(() => analysePhotoemission(input), 1, few);
  console.log(
    textTable(
      ['series', 'spectra', 'free numbers', 'processor time', 'target'],
      [
        ['joint fit from one start', setup.spectra.length, fit.freeCount, printMs(own.median), printMs(SERIES_MS)],
        ['analysis: 4 starts, 2 position rules, 3 backgrounds', setup.spectra.length, '', printMs(whole.median), ''],
      ],
    ),
  );
  console.log('');
}

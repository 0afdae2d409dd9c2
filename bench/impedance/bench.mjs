/**
 * Impedance: processor time of fits, series, distributions and Kramers-Kronig tests, beside scipy on the same spectra in the
 * same run. Both sides must reach the same minima, or the comparison says so.
 */
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minimise } from '../../dist/numerics/least-squares/minimise.js';
import { createWorkspace } from '../../dist/numerics/least-squares/workspace.js';
import { distributionOfRelaxationTimes } from '../../dist/techniques/impedance/distribution/distribution.js';
import { makeCircuitModel, makeLayout, toFree } from '../../dist/techniques/impedance/fit/circuit-model.js';
import { minimiseSettings } from '../../dist/techniques/impedance/fit/search-minimum.js';
import { createStartSource } from '../../dist/techniques/impedance/fit/start-values.js';
import { makeWeights } from '../../dist/techniques/impedance/fit/weights.js';
import { fitSeries, fitSpectrum } from '../../dist/techniques/impedance/index.js';
import { linKk } from '../../dist/techniques/impedance/kramers-kronig/lin-kk.js';
import { testKramersKronig } from '../../dist/techniques/impedance/kramers-kronig/test-kramers-kronig.js';
import { processorTime } from '../measure.mjs';
import { findScipy, runPython } from '../python.mjs';
import { printMs, textTable } from '../table.mjs';
import { driftingSeries, fitProblem, internalStart, plainSpectrum, spectraForDistributions } from './problems.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'scipy_fit.py');
/** scipy as it is usually called; the name is that of the script. */
const PLAIN = 'plain model, default settings';
const RATIO_TARGET = 40;
const FITS = 25;
const STARTS = 20;
const SEARCHES = 10;
const SERIES_LENGTH = 10_000;
/** The peer follows this much of the series; its time per spectrum does not depend on the rest. */
const PEER_SERIES_LENGTH = 1000;
/** Sums of squares that agree to this share are one minimum. */
const SAME_MINIMUM = 1e-6;

/** @returns exit code: 1 when something failed to run or gave a wrong answer, whatever the speed */
export async function bench() {
  const scipy = findScipy();
  const processor = `${cpus()[0].model.trim()}, ${cpus().length} cores`;
  console.log(`node ${process.versions.node}; ${scipy.versions ?? 'no peer'}; ${processor}`);
  console.log('processor time (user and system, all threads), medians of batches after warm-up\n');
  const peer = scipy.path === undefined ? null : (task) => runPython(scipy.path, script, task);
  const report = { rows: [], notes: [], failures: scipy.path === undefined ? [scipy.complaint] : [] };

  const best = oneStart('2-arc fit, 42 points, 8 parameters', 'twoArcs', 0.3, peer, report);
  oneStart('3-arc fit, 86 points, 10 parameters', 'threeArcs', 2, peer, report);
  manyStarts(peer, best, report);
  longSeries(peer, best, report);
  distributions(peer, report);
  kramersKronig(peer, report);

  const header = ['task', 'median', 'least', 'target', 'peer, best', 'ratio', 'peer, plain', 'ratio', 'same minimum'];
  console.log(textTable(header, report.rows));
  console.log(
    `\nWanted: fits in ${RATIO_TARGET} times less processor time. "best": the fastest of all variants below; "plain": the ` +
      'model as one writes it in numpy, least_squares with its default settings.\n',
  );
  console.log(report.notes.map((note) => `- ${note}`).join('\n'));
  for (const failure of report.failures) console.log(`FAILED: ${failure}`);
  return report.failures.length > 0 ? 1 : 0;
}

/** Fits from given start values: as a user calls them, and the minimisation alone, which is what the peer does. */
function oneStart(title, name, targetMs, peer, report) {
  const { circuit, shape, spectra, starts } = fitProblem(name, FITS, 1);
  const named = starts.map((start) => Object.fromEntries(circuit.parameters.map((p, k) => [p.name, start[k]])));
  const fitWhole = () =>
    spectra.map((s, k) => fitSpectrum(circuit, s, { starts: 0, constraints: { start: named[k] } }));
  report.rows.push(row({ title: `${title}, one start`, own: processorTime(fitWhole, FITS), targetMs }));

  const layout = makeLayout(circuit, {}, spectra);
  const models = spectra.map((spectrum) => makeCircuitModel(layout, spectrum, makeWeights(spectrum, 'modulus')));
  const free = starts.map((start) => toFree(layout, start));
  const workspace = createWorkspace();
  const settings = minimiseSettings(layout);
  const fitBare = () => models.map((model, k) => minimise(model, free[k], settings, workspace));
  const own = processorTime(fitBare, FITS);
  const minima = fitBare();
  if (!minima.every((minimum) => minimum.converged)) report.failures.push(`${title}: not every fit converged`);
  const ours = minima.map((minimum) => minimum.sumOfSquares);
  const rowTitle = '  the minimisation alone';
  if (peer === null) {
    report.rows.push(row({ title: rowTitle, own }));
    return undefined;
  }
  const answers = peer({
    task: 'fits',
    ...shape,
    ...plain(spectra),
    starts: starts.map((s) => internalStart(circuit, s)),
  });
  const lowest = lowestOf([ours, ...Object.values(answers).map((answer) => answer.sumsOfSquares)]);
  const variants = Object.entries(answers)
    .map(([variant, answer]) => ({ variant, ...answer, reached: countReached(answer.sumsOfSquares, lowest) }))
    .sort((a, b) => a.median - b.median);
  // The fastest of those that miss hardly more minima than the most reliable one.
  const most = Math.max(...variants.map((v) => v.reached));
  const best = variants.find((v) => v.reached >= most - 1 && !v.variant.startsWith('leastsq'));
  const same = `${countReached(ours, lowest)}/${best.reached} of ${FITS}`;
  report.rows.push(row({ title: rowTitle, own, best, plain: answers[PLAIN], same, wanted: true }));
  const listed = variants.map(
    (v) => `\n    ${v.variant}: ${printMs(v.median)}, ${(v.median / own.median).toFixed(1)}x, ${v.reached} of ${FITS}`,
  );
  report.notes.push(`${title}: scipy's variants, ratio and fits that reached the lowest minimum:${listed.join('')}`);
  return best.variant;
}

/** The search without start values. The peer fits from the best of the starts that ours draws, drawn for it free of charge. */
function manyStarts(peer, variant, report) {
  const { circuit, shape, spectra } = fitProblem('twoArcs', SEARCHES, 2);
  const search = () => spectra.map((spectrum) => fitSpectrum(circuit, spectrum));
  const own = processorTime(search, SEARCHES);
  const title = `2-arc search, ${STARTS} starts (default)`;
  if (peer === null) return report.rows.push(row({ title, own, targetMs: 40 }));
  const starts = spectra.map((spectrum) => {
    const model = makeCircuitModel(makeLayout(circuit, {}, [spectrum]), spectrum, makeWeights(spectrum, 'modulus'));
    const drawn = createStartSource(model, {}, 1)
      .draw(8 * STARTS)
      .slice(0, STARTS);
    return drawn.map(({ natural }) => internalStart(circuit, natural));
  });
  const task = { task: 'searches', ...shape, ...plain(spectra), starts };
  const best = peer({ ...task, variant });
  const usual = peer({ ...task, variant: PLAIN });
  const ours = search().map((fit) => fit.sumOfSquares);
  const lowest = lowestOf([ours, best.sumsOfSquares, usual.sumsOfSquares]);
  const same = `${countReached(ours, lowest)}/${countReached(best.sumsOfSquares, lowest)} of ${SEARCHES}`;
  return report.rows.push(row({ title, own, targetMs: 40, best, plain: usual, same, wanted: true }));
}

function longSeries(peer, variant, report) {
  const { circuit, shape, spectra, truths } = driftingSeries(SERIES_LENGTH, 5);
  fitSeries(circuit, spectra.slice(0, 500));
  let fits = [];
  const own = processorTime(
    () => {
      fits = fitSeries(circuit, spectra);
    },
    1,
    { warmUpMs: 0, batches: 1, leastMs: 0 },
  );
  const title = `${SERIES_LENGTH.toLocaleString('en')} spectra of a series, 2 arcs, warm starts`;
  const converged = fits.filter((fit) => fit.converged).length;
  if (converged < SERIES_LENGTH) report.failures.push(`${title}: only ${converged} converged`);
  const pulls = fits.flatMap((fit, k) => pullsOf(fit, truths[k]));
  const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
  const largest = pulls.reduce((most, pull) => Math.max(most, Math.abs(pull)), 0);
  // 80,000 normal numbers stay within 6, and arcs whose errors are not quite normal within 8.
  if (!(Math.abs(rms - 1) < 0.05 && largest < 8)) report.failures.push(`${title}: parameters are off their truth`);
  report.notes.push(
    `${title}: ${converged} converged; (value - truth)/standard error of all parameters has a root mean square of ${rms.toFixed(3)} and is at most ${largest.toFixed(1)}.`,
  );
  if (peer === null) return report.rows.push(row({ title, own, targetMs: 5000 }));
  const part = spectra.slice(0, PEER_SERIES_LENGTH);
  const task = { task: 'series', ...shape, ...plain(part), start: internalStart(circuit, truths[0]) };
  const scaled = (answer) => ({ ...answer, median: (answer.ms * SERIES_LENGTH) / PEER_SERIES_LENGTH });
  const best = scaled(peer({ ...task, variant }));
  const usual = scaled(peer({ ...task, variant: PLAIN }));
  const ours = fits.slice(0, PEER_SERIES_LENGTH).map((fit) => fit.sumOfSquares);
  const lowest = lowestOf([ours, best.sumsOfSquares, usual.sumsOfSquares]);
  const same = `${countReached(ours, lowest)}/${countReached(best.sumsOfSquares, lowest)} of ${PEER_SERIES_LENGTH}`;
  return report.rows.push(row({ title, own, targetMs: 5000, best, plain: usual, same, wanted: true }));
}

function distributions(peer, report) {
  for (const spectrum of spectraForDistributions(3)) {
    const own = processorTime(() => distributionOfRelaxationTimes(spectrum), 1);
    const title = `relaxation times with lambda, ${spectrum.real.length} points`;
    const best = peer?.({ task: 'distributions', ...plain([spectrum]) });
    report.rows.push(row({ title, own, targetMs: 30, best }));
    if (!best) continue;
    const ohm = distributionOfRelaxationTimes(spectrum).polarizationResistanceOhm;
    report.notes.push(
      `${title}: polarisation resistance ${ohm.toFixed(1)} Ohm, peer ${best.polarizationOhm[0].toFixed(1)} Ohm, truth 380 Ohm. The peer (one generalised eigenproblem, scipy.optimize.nnls) does less: no choice of series terms, no arcs behind the peaks, no errors.`,
    );
  }
}

function kramersKronig(peer, report) {
  const spectra = spectraForDistributions(4);
  const best = peer?.({ task: 'linKk', ...plain(spectra) });
  const time = (test) => processorTime(() => spectra.map((s) => test(s)), spectra.length);
  const elements = spectra.map((s) => linKk(s).elements);
  const same = best && `${elements.filter((m, k) => m === best.elements[k]).length} of ${spectra.length} (elements)`;
  report.rows.push(row({ title: 'Lin-KK, published rule, 80 and 107 points', own: time(linKk), best, same }));
  report.rows.push(
    row({ title: 'Kramers-Kronig test (form, terms, noise, drift, outliers)', own: time(testKramersKronig) }),
  );
}

const plain = (spectra) => ({ spectra: spectra.map(plainSpectrum) });

/** (value - truth)/standard error of each internal parameter. */
function pullsOf(fit, truth) {
  const own = internalStart(fit.circuit, fit.natural);
  const p = own.length;
  return internalStart(fit.circuit, truth).map((value, k) => (own[k] - value) / Math.sqrt(fit.covariance[k * p + k]));
}

const lowestOf = (sums) => sums[0].map((_, k) => Math.min(...sums.map((own) => own[k])));

function countReached(sums, lowest) {
  return sums.filter((value, k) => value <= lowest[k] * (1 + SAME_MINIMUM)).length;
}

/** `same`: fits that reached the lowest minimum any side found, ours/peer's best. */
function row({ title, own, targetMs, best, plain: usual, same, wanted }) {
  const ratio = (peer) => {
    if (!peer) return '';
    const times = peer.median / own.median;
    const verdict = wanted ? (times >= RATIO_TARGET ? ' met' : ' missed') : '';
    return `${times.toFixed(times < 10 ? 1 : 0)}x${verdict}`;
  };
  return [
    title,
    printMs(own.median),
    printMs(own.min),
    targetMs === undefined ? '' : `${printMs(targetMs)} ${own.median <= targetMs ? 'met' : 'MISSED'}`,
    best ? printMs(best.median) : '',
    ratio(best),
    usual ? printMs(usual.median) : '',
    ratio(usual),
    same ?? '',
  ];
}

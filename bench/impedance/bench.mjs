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
import { processorTime, summary } from '../measure.mjs';
import { findScipy, runPython } from '../python.mjs';
import { printMs, textTable } from '../table.mjs';
import { driftingSeries, fitProblem, internalStart, plainSpectrum, spectraForDistributions } from './problems.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'scipy_fit.py');
const RATIO_TARGET = 40;
const FITS = 25;
const STARTS = 20;
const SERIES_LENGTH = 10_000;
/** The peer follows this much of the series; its time per spectrum does not depend on the rest. */
const PEER_SERIES_LENGTH = 2000;
/** Sums of squares that agree to this share are one minimum. */
const SAME_MINIMUM = 1e-6;

/** @returns exit code: 1 when something failed to run or gave a wrong answer, whatever the speed */
export async function bench() {
  const scipy = findScipy();
  console.log(
    `node ${process.versions.node}; ${scipy.versions ?? `no peer: ${scipy.complaint}`}; ${cpus()[0].model.trim()}, ${cpus().length} cores`,
  );
  console.log('processor time (user + system, all threads), medians of batches after warm-up\n');
  const peer = scipy.path === undefined ? null : (task) => runPython(scipy.path, script, task);
  const report = { rows: [], notes: [], failures: scipy.path === undefined ? [scipy.complaint] : [] };

  const two = oneStart('2-arc fit, 42 points, 8 parameters', 'twoArcs', 0.3, peer, report);
  oneStart('3-arc fit, 86 points, 10 parameters', 'threeArcs', 2, peer, report);
  manyStarts(peer, two, report);
  distributions(peer, report);
  kramersKronig(peer, report);
  longSeries(peer, two, report);

  console.log(textTable(['task', 'median', 'least', 'target', 'peer', 'ratio', 'wanted'], report.rows));
  console.log(`\n${report.notes.map((note) => `- ${note}`).join('\n')}`);
  for (const failure of report.failures) console.log(`FAILED: ${failure}`);
  return report.failures.length > 0 ? 1 : 0;
}

/** Fits from given start values: as a user calls them, and the minimisation alone, which is what the peer does. */
function oneStart(title, name, targetMs, peer, report) {
  const { circuit, shape, spectra, starts } = fitProblem(name, FITS, 1);
  const named = starts.map((start) => Object.fromEntries(circuit.parameters.map((p, k) => [p.name, start[k]])));
  const whole = processorTime(
    () => {
      for (let k = 0; k < FITS; k++) fitSpectrum(circuit, spectra[k], { starts: 0, constraints: { start: named[k] } });
    },
    FITS,
    { warmUp: 20 },
  );

  const layout = makeLayout(circuit, {}, spectra);
  const models = spectra.map((spectrum) => makeCircuitModel(layout, spectrum, makeWeights(spectrum, 'modulus')));
  const free = starts.map((start) => toFree(layout, start));
  const workspace = createWorkspace();
  const settings = minimiseSettings(layout);
  const fitAll = () => models.map((model, k) => minimise(model, free[k], settings, workspace));
  const bare = processorTime(fitAll, FITS, { warmUp: 20 });
  const minima = fitAll();
  if (!minima.every((minimum) => minimum.converged)) report.failures.push(`${title}: not every fit converged`);
  const ours = minima.map((minimum) => minimum.sumOfSquares);

  report.rows.push(row(`${title}, one start`, whole, targetMs));
  if (peer === null) {
    report.rows.push(row('  the minimisation alone', bare, null));
    return null;
  }
  const answers = peer({
    task: 'fits',
    ...shape,
    batches: 5,
    spectra: spectra.map(plainSpectrum),
    starts: starts.map((start) => internalStart(circuit, start)),
  });
  const lowest = ours.map((value, k) => Math.min(value, ...Object.values(answers).map((a) => a.sumsOfSquares[k])));
  const variants = Object.entries(answers).map(([variant, answer]) => ({
    variant,
    ...answer,
    reached: countReached(answer.sumsOfSquares, lowest),
  }));
  // The fastest of those that find nearly as many minima as the most reliable one.
  const most = Math.max(...variants.map((v) => v.reached));
  const eligible = (list) => list.filter((v) => v.reached >= most - 1).sort((a, b) => a.median - b.median)[0];
  const best = eligible(variants.filter((v) => !v.variant.startsWith('leastsq')));
  report.rows.push(row('  the minimisation alone', bare, null, best, RATIO_TARGET));
  report.notes.push(
    `${title}: lowest minimum reached by ours in ${countReached(ours, lowest)} of ${FITS} fits; peer of the table: least_squares ${best.variant}, ${best.reached} of ${FITS}. ` +
      `All variants (median ms, ratio, reached): ${variants
        .sort((a, b) => a.median - b.median)
        .map((v) => `${v.variant} ${v.median.toPrecision(3)} (${(v.median / bare.median).toFixed(0)}x, ${v.reached})`)
        .join('; ')}.`,
  );
  return best.variant;
}

/** The search without start values. The peer fits from the best of the starts that ours draws, drawn for it free of charge. */
function manyStarts(peer, variant, report) {
  const count = 10;
  const { circuit, shape, spectra } = fitProblem('twoArcs', count, 2);
  const fits = [];
  const time = processorTime(() => {
    for (let k = 0; k < count; k++) fits[k] = fitSpectrum(circuit, spectra[k]);
  }, count);
  const title = `2-arc search, ${STARTS} starts (default)`;
  if (peer === null) return report.rows.push(row(title, time, 40));
  const starts = spectra.map((spectrum) => {
    const model = makeCircuitModel(makeLayout(circuit, {}, [spectrum]), spectrum, makeWeights(spectrum, 'modulus'));
    const drawn = createStartSource(model, {}, 1)
      .draw(8 * STARTS)
      .slice(0, STARTS);
    return drawn.map(({ natural }) => internalStart(circuit, natural));
  });
  const answer = peer({ task: 'searches', ...shape, variant, batches: 3, spectra: spectra.map(plainSpectrum), starts });
  const ours = fits.map((fit) => fit.sumOfSquares);
  const lowest = ours.map((value, k) => Math.min(value, answer.sumsOfSquares[k]));
  report.rows.push(row(title, time, 40, answer, RATIO_TARGET));
  return report.notes.push(
    `${title}: lowest minimum found by ours for ${countReached(ours, lowest)} of ${count} spectra, by the peer for ${countReached(answer.sumsOfSquares, lowest)}.`,
  );
}

function distributions(peer, report) {
  const spectra = spectraForDistributions(3);
  const answer = peer?.({ task: 'distributions', batches: 5, spectra: spectra.map(plainSpectrum) });
  spectra.forEach((spectrum, k) => {
    const own = processorTime(() => distributionOfRelaxationTimes(spectrum), 1, { warmUp: 15, batches: 15 });
    report.rows.push(row(`relaxation times with lambda, ${spectrum.real.length} points`, own, 30, answer));
    if (answer) {
      const ohm = distributionOfRelaxationTimes(spectrum).polarizationResistanceOhm;
      report.notes.push(
        `relaxation times, ${spectrum.real.length} points: polarisation resistance ${ohm.toFixed(2)} Ohm, peer ${answer.polarizationOhm[k].toFixed(2)} Ohm (truth 380). The peer (generalised eigenvalues, scipy.optimize.nnls) neither decides on series terms nor fits arcs nor gives errors.`,
      );
    }
  });
}

function kramersKronig(peer, report) {
  const spectra = spectraForDistributions(4);
  const answer = peer?.({ task: 'linKk', batches: 5, spectra: spectra.map(plainSpectrum) });
  const time = (test) =>
    processorTime(
      () => {
        for (const spectrum of spectra) test(spectrum);
      },
      spectra.length,
      { warmUp: 15, batches: 15 },
    );
  report.rows.push(row('Lin-KK, published rule', time(linKk), null, answer));
  report.rows.push(row('Kramers-Kronig test (form, terms, noise, drift, outliers)', time(testKramersKronig), null));
  if (answer) {
    report.notes.push(
      `Lin-KK: ${spectra.map((s) => linKk(s).elements).join(' and ')} elements, peer ${answer.elements.join(' and ')}.`,
    );
  }
}

function longSeries(peer, variant, report) {
  const { circuit, shape, spectra, truths } = driftingSeries(SERIES_LENGTH, 5);
  fitSeries(circuit, spectra.slice(0, 500));
  const before = process.cpuUsage();
  const fits = fitSeries(circuit, spectra);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  const pulls = fits.flatMap((fit, k) => pullsOf(fit, truths[k]));
  const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
  const farOff = pulls.filter((pull) => Math.abs(pull) > 6).length;
  const converged = fits.filter((fit) => fit.converged).length;
  const title = `${SERIES_LENGTH.toLocaleString('en')} spectra of a series, 2 arcs`;
  if (converged < SERIES_LENGTH) report.failures.push(`${title}: only ${converged} converged`);
  if (!(rms > 0.95 && rms < 1.05) || farOff > 0)
    report.failures.push(`${title}: parameters are off their truth (rms ${rms} standard errors, ${farOff} beyond 6)`);
  report.notes.push(
    `${title}: ${converged} converged; (value - truth)/standard error of all parameters has a root mean square of ${rms.toFixed(3)}, the largest is ${Math.max(...pulls.map(Math.abs)).toFixed(1)}.`,
  );
  const time = summary([ms]);
  if (peer === null) return report.rows.push(row(title, time, 5000));
  const part = spectra.slice(0, PEER_SERIES_LENGTH).map(plainSpectrum);
  const answer = peer({ task: 'series', ...shape, variant, spectra: part, start: internalStart(circuit, truths[0]) });
  const scaled = { ...summary([(answer.ms * SERIES_LENGTH) / PEER_SERIES_LENGTH]) };
  const ours = fits.slice(0, PEER_SERIES_LENGTH).map((fit) => fit.sumOfSquares);
  const lowest = ours.map((value, k) => Math.min(value, answer.sumsOfSquares[k]));
  report.rows.push(row(title, time, 5000, scaled, RATIO_TARGET));
  return report.notes.push(
    `${title}: the peer follows the first ${PEER_SERIES_LENGTH} (least_squares ${variant}), its time is scaled up; lowest minimum reached by ours in ${countReached(ours, lowest)}, by the peer in ${countReached(answer.sumsOfSquares, lowest)}.`,
  );
}

/** (value - truth)/standard error of each internal parameter. */
function pullsOf(fit, truth) {
  const own = internalStart(fit.circuit, fit.natural);
  const p = own.length;
  return internalStart(fit.circuit, truth).map((value, k) => (own[k] - value) / Math.sqrt(fit.covariance[k * p + k]));
}

function countReached(sums, lowest) {
  return sums.filter((value, k) => value <= lowest[k] * (1 + SAME_MINIMUM)).length;
}

function row(title, own, targetMs, peer, wanted) {
  const target = targetMs === null ? '' : `${printMs(targetMs)} ${own.median <= targetMs ? 'met' : 'MISSED'}`;
  const ratio = peer ? peer.median / own.median : null;
  return [
    title,
    printMs(own.median),
    printMs(own.min),
    target,
    peer ? printMs(peer.median) : '',
    ratio === null ? '' : `${ratio.toFixed(ratio < 10 ? 1 : 0)}x`,
    wanted && ratio !== null ? `${wanted}x ${ratio >= wanted ? 'met' : 'MISSED'}` : '',
  ];
}

/** Raw files of spectra whose truth is known, for `interphase simulate`. */
import { type VamasSpectrum, vamasText } from '../../../formats/export/vamas.js';
import { poisson } from '../../../numerics/poisson.js';
import { createRandom, type Random } from '../../../numerics/random.js';
import { parseTruth } from '../../parse-truth.js';
import type { SimulatedFile } from '../../technique.js';
import { type PhotoemissionTruth, photoemissionTruth } from './spectra-truth.js';
import { trueSpectrum } from './true-spectrum.js';

type FileTruth = PhotoemissionTruth['files'][number];

/**
 * VAMAS files with counts. Each file has its own noise stream, so that adding a file does not change the others.
 *
 * @throws `invalid-option` when the truth is not one
 */
export function simulatePhotoemission(input: unknown, seed: number): SimulatedFile[] {
  const truth = parseTruth(photoemissionTruth, input, 'photoemission');
  return truth.files.map((file, index) => ({
    name: file.name,
    text: fileText(truth, file, createRandom(seed * 1000 + index), seed),
  }));
}

function fileText(truth: PhotoemissionTruth, file: FileTruth, random: Random, seed: number): string {
  const { instrument } = truth;
  const clock = runningClock(file.startTime);
  const spectra = file.steps.flatMap((step) =>
    (step.regions ?? file.regions).map((name): VamasSpectrum => {
      const region = truth.regions[name]!;
      const { energiesEv, expected, transmission, seconds } = trueSpectrum(truth, step, name);
      const excitationEv = region.lamp?.excitationEv ?? instrument.excitationEv;
      const counts = expected.map((mean) => poisson(mean, random));
      const [species, ...transition] = (region.title ?? name).split(' ');
      return {
        sample: step.sample ?? file.sample,
        species: species!,
        transition: transition.join(' '),
        excitationEnergyEv: excitationEv,
        source: region.lamp?.source ?? instrument.source,
        passEnergyEv: region.passEnergyEv,
        workFunctionEv: instrument.workFunctionEv,
        dwellTimeS: region.dwellS,
        scans: region.scans,
        scale: 'kinetic',
        startEv: Number((excitationEv - energiesEv[energiesEv.length - 1]!).toFixed(6)),
        stepEv: region.stepEv,
        values: counts.reverse(),
        unit: 'counts',
        ...(transmission === undefined ? {} : { transmission: transmission.map(shorter).reverse() }),
        ...(file.variable === undefined || step.value === undefined ? {} : { variables: [step.value] }),
        startTime: clock(seconds * counts.length),
        ...(region.fermiEdge === undefined ? {} : { comments: ['measured on the gold clip that holds the sample'] }),
      };
    }),
  );
  return vamasText({
    instrument: 'simulated',
    experiment: file.sample,
    comments: [`simulated by Interphase from known truth, seed ${seed}`],
    ...(file.variable === undefined ? {} : { variables: [file.variable] }),
    spectra,
  });
}

/** Six digits: no transmission is known better. */
function shorter(value: number): number {
  return Number(value.toPrecision(6));
}

/** Start of each spectrum in turn, given how many seconds it takes. */
function runningClock(startTime: string): (seconds: number) => string {
  let now = Date.parse(`${startTime}Z`);
  return (seconds) => {
    const start = new Date(now).toISOString().slice(0, 19);
    now += Math.ceil(seconds) * 1000;
    return start;
  };
}

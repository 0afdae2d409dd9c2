/** Every edge of the reference study, found without a window, against what it was simulated with. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseYaml } from '../../../study/yaml-source.js';
import { photoemissionTruth } from '../simulate/spectra-truth.js';
import { trueSpectrum } from '../simulate/true-spectrum.js';
import type { EdgePoints, WindowSpread } from './edge-points.js';
import { fermiEdge } from './fermi-edge.js';
import { secondaryCutoff } from './secondary-cutoff.js';
import { valenceBandEdge } from './valence-band-edge.js';
import { valenceBandModel } from './valence-band-model.js';

const entries = parseYaml(
  readFileSync(new URL('../../../../examples/reference-study/truth.yaml', import.meta.url), 'utf8'),
).value as { technique: string; truth: object }[];
const truth = photoemissionTruth.parse(entries.find(({ technique }) => technique === 'photoemission')!.truth);

const cases = truth.files.flatMap((file) =>
  file.steps.flatMap((step, k) =>
    (step.regions ?? file.regions ?? [])
      .filter((name) => /valence|fermi|cutoff/i.test(name))
      .map((name) => ({ what: `${name} of ${file.name}, step ${k}`, step, name })),
  ),
);

function measured(step: (typeof cases)[number]['step'], name: string, seed: number): EdgePoints {
  const random = createRandom(seed);
  const { energiesEv, expected } = trueSpectrum(truth, step, name);
  const values = expected.map((mean) => Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal())));
  return { energiesEv, values, sigmas: values.map((value) => Math.sqrt(Math.max(1, value))) };
}

function within(value: number, wanted: number, sigma: number, spread: WindowSpread | undefined): void {
  expect(Math.abs(value - wanted)).toBeLessThan(3 * Math.hypot(sigma, spread!.sdEv));
  expect(sigma).toBeLessThan(0.06);
}

describe('edges of the reference study', () => {
  it.each(cases)('$what', ({ step, name }) => {
    for (const seed of [1, 2, 3]) {
      const points = measured(step, name, seed);
      if (/fermi/i.test(name)) {
        const { edge } = fermiEdge(points);
        within(edge!.valueEv, step.axisEv, edge!.sigmaEv, edge!.spread);
      } else if (/cutoff/.test(name)) {
        const { edge } = secondaryCutoff(points, { excitationEv: truth.regions[name]!.lamp!.excitationEv });
        within(edge!.workFunctionEv, step.workFunctionEv!, edge!.sigmaEv, edge!.spread);
      } else {
        const shift = step.shiftEv + step.chargingEv + step.axisEv;
        const film = step.layers.find(({ material }) => truth.materials[material]!.band !== undefined)!;
        const wanted = truth.materials[film.material]!.band!.vbmEv + shift;
        const straight = valenceBandEdge(points).edge!;
        const model = valenceBandModel(points).edge!;
        within(straight.valueEv, wanted, straight.sigmaEv, straight.spread);
        within(model.valueEv, wanted, model.sigmaEv, model.spread);
      }
    }
  });
});

/** Edges of real spectra against `../shared/data/xps/expected.json`, made there by another program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { bindingEnergies } from '../../../formats/photoemission/binding-energies.js';
import { readRecording } from '../../../formats/read-recording.js';
import { isNumberColumn } from '../../../formats/recording.js';
import { minimise } from '../../../numerics/index.js';
import { referenceSpectrum } from '../test-support/reference-spectra.js';
import type { EdgePoints } from './edge-points.js';
import { fermiEdge } from './fermi-edge.js';
import { valenceBandEdge } from './valence-band-edge.js';
import { valenceBandModel } from './valence-band-model.js';

const folder = sharedData('xps');
const why = folder === undefined ? ' (skipped: the shared data are not there)' : '';
const near = (value: number, wanted: number, part = 1e-6): void => {
  expect(Math.abs(value / wanted - 1)).toBeLessThan(part);
};

describe.skipIf(folder === undefined)(`valence bands of real spectra${why}`, () => {
  const read = () => referenceSpectrum(folder!, 'scienta_Cu-HHTP_0005_VB.txt', 0, [-20, 40], 'Valence');
  it('Cu-HHTP in the windows of the reference', async () => {
    const { edge } = valenceBandEdge(await read(), { edgeWindowEv: [1.5, 3.5], baseWindowEv: [-8, -1] });
    near(edge!.valueEv, 1.201665);
    near(edge!.sigmaEv, 0.02729367);
    near(edge!.slope, 6.141337);
    near(edge!.intercept, -6.205987);
    near(edge!.base, 1.173843);
    near(edge!.baseSigma, 0.0125354, 1e-5);
    expect([edge!.edgeCount, edge!.baseCount]).toEqual([41, 141]);
    // The reference's own choice of windows: sd 0.067, from 1.075 to 1.328.
    expect(edge!.spread!.sdEv).toBeGreaterThan(0.05);
    expect(edge!.spread!.sdEv).toBeLessThan(0.09);
    expect(edge!.spread!.rangeEv[0]).toBeCloseTo(1.075, 1);
    expect(edge!.spread!.rangeEv[1]).toBeCloseTo(1.328, 1);
  });
  it('Cu-HHTP with windows found: the same edge within the spread', async () => {
    const { edge } = valenceBandEdge(await read());
    expect(Math.abs(edge!.valueEv - 1.201665)).toBeLessThan(0.067);
    expect(edge!.found).toEqual({ edge: true, base: true });
  });
  it('Cu-HHTP by the model of a straight band: its tail moves the edge by no more than the resolution explains', async () => {
    const { edge } = valenceBandModel(await read());
    expect(edge!.valueEv).toBeGreaterThan(1.1);
    expect(edge!.valueEv).toBeLessThan(1.5);
    expect(edge!.spread!.count).toBe(10);
  });
  it('MgFe2O4, the mean of ten cycles', async () => {
    const file = 'specs_MgFe2O4.xy';
    const { tables } = await readRecording(fileFromBytes(file, new Uint8Array(readFileSync(join(folder!, file)))));
    const cycles = tables.filter(({ name }) => name.startsWith('Fermi level'));
    expect(cycles).toHaveLength(10);
    const energies = bindingEnergies(cycles[0]!)!;
    const mean = energies.map((_, i) => {
      let sum = 0;
      for (const table of cycles) {
        sum += table.columns.filter(isNumberColumn).find(({ kind }) => /^(counts|intensity)$/.test(kind!))!.values[i]!;
      }
      return sum / cycles.length;
    });
    const order = [...energies.keys()].sort((a, b) => energies[a]! - energies[b]!);
    const points: EdgePoints = {
      energiesEv: Float64Array.from(order, (i) => energies[i]!),
      values: Float64Array.from(order, (i) => mean[i]!),
      sigmas: Float64Array.from(order, (i) => Math.sqrt(Math.max(1, mean[i]!) / cycles.length)),
    };
    const { edge } = valenceBandEdge(points, { edgeWindowEv: [0, 0.6], baseWindowEv: [-1.5, -0.5] });
    near(edge!.valueEv, -0.3857766);
    near(edge!.sigmaEv, 0.09521284);
    near(edge!.slope, 48.68862);
    near(edge!.baseSigma, 0.3359274);
    expect([edge!.edgeCount, edge!.baseCount]).toEqual([13, 21]);
    expect(edge!.spread!.sdEv).toBeGreaterThan(0.05);
  });
});

describe.skipIf(folder === undefined)(`the Fermi edge of gold${why}`, () => {
  const read = () => referenceSpectrum(folder!, 'sr-ups_Au_fermi-edge.csv', 0, [-20, 40], 'Fermi');
  /** EF and width of the reference; a, b, c and their errors change with its kernel, see below. */
  const wanted = { a: 16.40281, b: -8.249431, EF: 2.216201, wg: 0.6434271, c: 2.645894, chisqr: 0.6864671 };

  it('lies where the reference has it', async () => {
    const { edge } = fermiEdge(await read(), { windowEv: [1.2, 2.9], weights: 'equal' });
    expect(edge!.pointCount).toBe(86);
    near(edge!.valueEv, wanted.EF);
    near(edge!.sigmaEv, 0.004627861, 0.02);
    near(edge!.resolutionEv.value, wanted.wg, 1e-3);
    near(edge!.resolutionEv.sigma, 0.008314847, 0.03);
    near(edge!.height.value, wanted.a, 4e-3);
    near(edge!.height.sigma, 0.2904509, 0.01);
    near(edge!.slope.value, wanted.b, 2e-3);
    near(edge!.slope.sigma, 0.5040931, 0.02);
    near(edge!.base.value, wanted.c, 7e-3);
    // The whole Gaussian describes the data better than the reference's cut one.
    expect(edge!.chiSquare).toBeLessThan(wanted.chisqr);
    // The same by a convolution on a grid, in another program.
    const grid = [16.451291, -8.257781, 2.216201, 0.64307, 2.629852];
    const { height, slope, valueEv, resolutionEv, base } = edge!;
    [height.value, slope.value, valueEv, resolutionEv.value, base.value].forEach((value, k) => {
      near(value, grid[k]!, 2e-6);
    });
    near(edge!.chiSquare, 0.6776810385);
  });

  it('differs from the reference in that its Gaussian ends at 40 points, 2.9 standard deviations', async () => {
    const { energiesEv, values } = await read();
    const inside = [...energiesEv.keys()].filter((i) => energiesEv[i]! > 1.199 && energiesEv[i]! < 2.901);
    const thermal = 8.617333262145179e-5 * 300;
    const cut = minimise(
      {
        residualCount: inside.length,
        parameterCount: 5,
        hasJacobian: false,
        evaluate([a, b, edge, width, c], residuals) {
          const sigma = width! / 2.3548200450309493;
          inside.forEach((i, row) => {
            let sum = 0;
            let weights = 0;
            for (let k = -40; k <= 40; k++) {
              const weight = Math.exp(-(((0.02 * k) / sigma) ** 2) / 2);
              const u = energiesEv[i]! - 0.02 * k - edge!;
              sum += (weight * (a! + b! * u)) / (1 + Math.exp(-u / thermal));
              weights += weight;
            }
            residuals[row] = c! + sum / weights - values[i]!;
          });
        },
      },
      Float64Array.of(16, -8, 2.2, 0.6, 2.6),
    );
    [wanted.a, wanted.b, wanted.EF, wanted.wg, wanted.c].forEach((value, k) => {
      near(cut.parameters[k]!, value, 2e-6);
    });
    near(cut.sumOfSquares, wanted.chisqr);
  });

  it('is found without a window', async () => {
    const { edge } = fermiEdge(await read());
    expect(edge!.found).toBe(true);
    expect(Math.abs(edge!.valueEv - wanted.EF)).toBeLessThan(0.015);
    expect(edge!.spread!.sdEv).toBeLessThan(0.05);
  });
});

import { expect, it } from 'vitest';
import {
  arc,
  constantPhase,
  inductor,
  measure,
  resistor,
  sum,
} from '../kramers-kronig/test-support/simulated-cells.js';
import { ArcSum, type ArcSumTerms } from './arc-sum.js';
import { weightedSpectrum } from './weighted-spectrum.js';

const cell = (w: number) =>
  sum(resistor(5), inductor(w, 1e-6), constantPhase(w, 1 / 300, 0.7), arc(w, 100, 1e-3, 0.9), arc(w, 50, 0.1, 0.8));
const spectrum = weightedSpectrum(measure(cell, { fromHz: 1e5, noise: 0, seed: 1, perDecade: 4 }), 'modulus');
const arcs = [Math.log(100), Math.log(1e-3), 0.9, Math.log(50), Math.log(0.1), 0.8];

it('vanishes at the truth', () => {
  const model = new ArcSum(spectrum, { inductor: true, tail: 'constant-phase' }, 2);
  const residuals = new Float64Array(model.residualCount);
  model.evaluate(Float64Array.of(5, 1e-6, Math.log(300), 0.7, ...arcs), residuals, null);
  for (const value of residuals) expect(Math.abs(value)).toBeLessThan(1e-12);
});

it.each<[ArcSumTerms, number[]]>([
  [{ inductor: false, tail: 'none' }, [7]],
  [{ inductor: true, tail: 'capacitor' }, [7, 2e-6, Math.log(200)]],
  [{ inductor: true, tail: 'constant-phase' }, [7, 2e-6, Math.log(200), 0.6]],
])('has the derivatives of its residuals: %o', (terms, series) => {
  const model = new ArcSum(spectrum, terms, 2);
  const parameters = Float64Array.of(...series, ...arcs.map((value) => value * 1.02));
  const rows = model.residualCount;
  const jacobian = new Float64Array(rows * model.parameterCount);
  const residuals = new Float64Array(rows);
  model.evaluate(parameters, residuals, jacobian);
  const shifted = new Float64Array(rows);
  const back = new Float64Array(rows);
  for (let k = 0; k < model.parameterCount; k++) {
    const h = 1e-5 * Math.max(Math.abs(parameters[k]), 1e-6);
    const move = parameters.slice();
    move[k] += h;
    model.evaluate(move, shifted, null);
    move[k] -= 2 * h;
    model.evaluate(move, back, null);
    let size = 0;
    let error = 0;
    for (let i = 0; i < rows; i++) {
      const difference = (shifted[i] - back[i]) / (2 * h);
      size = Math.max(size, Math.abs(difference));
      error = Math.max(error, Math.abs(difference - jacobian[k * rows + i]));
    }
    expect(error).toBeLessThan(1e-6 * size);
  }
});

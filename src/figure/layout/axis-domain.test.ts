import { describe, expect, it } from 'vitest';
import type { Mark } from '../figure.js';
import { axisScale, dataExtent } from './axis-domain.js';
import type { Domain } from './scale.js';

const domain = (marks: readonly Mark[], direction: 'x' | 'y', scale: 'linear' | 'log', zeroReach = 0.2): Domain =>
  axisScale({ title: '', unit: '', scale }, dataExtent(marks, direction, scale), zeroReach).domain;

const curve: Mark = { type: 'line', x: [1e-6, 1e-3, 1], y: [0, 5, 1] };

describe('the limits of an axis', () => {
  it('are the ends of a curve along x, on both kinds of axis', () => {
    expect(domain([curve], 'x', 'log')[0]).toBeCloseTo(1e-6, 12);
    expect(domain([curve], 'x', 'log')[1]).toBeCloseTo(1, 12);
    expect(domain([{ ...curve, x: [20, 30, 40] }], 'x', 'linear')).toEqual([20, 40]);
  });

  it('leave room around markers, also on zero', () => {
    const points: Mark = { type: 'points', x: [0, 50, 100], y: [1, 10, 100] };
    expect(domain([points], 'x', 'linear')).toEqual([-5, 105]);
    const [low, high] = domain([points], 'y', 'log');
    expect(Math.log10(low)).toBeCloseTo(-0.1, 12);
    expect(Math.log10(high)).toBeCloseTo(2.1, 12);
  });

  it('begin at zero when the data begin near it', () => {
    const points: Mark = { type: 'points', x: [10, 100], y: [5, 50] };
    expect(domain([points], 'y', 'linear')[0]).toBe(0);
    expect(domain([points], 'y', 'linear', 0.05)[0]).toBeLessThan(5);
    expect(domain([{ ...points, y: [-50, -5] }], 'y', 'linear')[1]).toBe(0);
  });

  it('open a window around a single value', () => {
    const point: Mark = { type: 'points', x: [5], y: [0] };
    expect(domain([point], 'x', 'linear')).toEqual([4.5, 5.5]);
    expect(domain([point], 'y', 'linear')).toEqual([-1, 1]);
    expect(domain([{ ...point, y: [10] }], 'y', 'log')[1]).toBeCloseTo(10 ** 1.5, 10);
  });

  it('pass over what the axis cannot show', () => {
    expect(domain([{ ...curve, y: [Number.NaN, -1, 10], x: [1, 2, 3] }], 'y', 'log')[0]).toBeGreaterThan(0);
    expect(dataExtent([{ ...curve, y: [Number.NaN, Number.NaN, Number.NaN] }], 'y', 'linear')).toBeUndefined();
    expect(domain([], 'x', 'log')).toEqual([1, 10]);
  });

  it('fit a raster exactly', () => {
    const map: Mark = { type: 'heat-map', xEdges: [10, 60], yEdges: [0, 5], values: [1], title: '', unit: '' };
    expect(domain([map], 'x', 'linear')).toEqual([10, 60]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type AxialNodes,
  axialNodes,
  emptyNodes,
  emptySmear,
  farNodesFor,
  nodesFor,
  smearLine,
} from './axial-divergence.js';
import { MOST_AXIAL_NODES } from './axial-rule.js';

const smearOf = (line: number, spread: number) => {
  const out = emptySmear();
  smearLine(line, spread, out);
  return out;
};
const nodesAt = (line: number, spread: number, count: number): AxialNodes => {
  const nodes = emptyNodes();
  axialNodes(smearOf(line, spread), count, nodes);
  return nodes;
};

describe('smearLine', () => {
  it('is what the paper says: downwards below 90 degrees, upwards above, none at 90 degrees', () => {
    // cos(2phi_min) = |cos 2theta| sqrt(1 + ((H + S)/L)²).
    const expected = 30 - (Math.acos(Math.cos(Math.PI / 6) * Math.sqrt(1 + 0.05 ** 2)) * 180) / Math.PI;
    expect(smearOf(30, 0.05).reachDeg).toBeCloseTo(expected, 12);
    expect(smearOf(150, 0.05).reachDeg).toBeCloseTo(-expected, 12);
    expect(smearOf(90, 0.05).reachDeg).toBeCloseTo(0, 12);
    expect(smearOf(30, 0)).toMatchObject({ reachDeg: 0, reachByLine: 0, reachBySpread: 0 });
  });

  it.each([
    [12, 0.03],
    [77, 0.06],
    [140, 0.05],
  ])('has the right slopes at %d deg', (line, spread) => {
    const h = 1e-6;
    const { reachByLine: byLine, reachBySpread: bySpread } = smearOf(line, spread);
    const byLineOf = (smearOf(line + h, spread).reachDeg - smearOf(line - h, spread).reachDeg) / (2 * h);
    const bySpreadOf = (smearOf(line, spread + h).reachDeg - smearOf(line, spread - h).reachDeg) / (2 * h);
    expect(byLine).toBeCloseTo(byLineOf, 6);
    expect(bySpread / bySpreadOf).toBeCloseTo(1, 6);
  });

  it('ends before 0 degrees where the cone would pass the straight beam', () => {
    const { reachDeg, reachByLine: byLine, reachBySpread: bySpread } = smearOf(1, 0.06);
    expect(reachDeg).toBeGreaterThan(0.99);
    expect(reachDeg).toBeLessThan(1);
    expect([byLine, bySpread]).toEqual([1, 0]);
  });
});

describe('axialNodes', () => {
  it('weighs nodes to one, all of them between the line and its reach', () => {
    for (const [line, spread] of [
      [10, 0.06],
      [45, 0.02],
      [135, 0.05],
      [2, 0.06],
    ] as const) {
      const nodes = nodesAt(line, spread, 20);
      let sum = 0;
      const end = line - smearOf(line, spread).reachDeg;
      for (let j = 0; j < nodes.count; j++) {
        sum += nodes.weights[j]!;
        expect(nodes.weights[j]).toBeGreaterThan(0);
        expect(nodes.positions[j]).toBeGreaterThan(Math.min(line, end) - 1e-9);
        expect(nodes.positions[j]).toBeLessThan(Math.max(line, end) + 1e-9);
      }
      expect(sum).toBeCloseTo(1, 13);
    }
  });

  it('is mirrored at 90 degrees', () => {
    const [low, high] = [nodesAt(40, 0.05, 9), nodesAt(140, 0.05, 9)];
    for (let j = 0; j < 9; j++) {
      expect(high.positions[j]).toBeCloseTo(180 - low.positions[j]!, 10);
      expect(high.weights[j]).toBeCloseTo(low.weights[j]!, 13);
    }
  });

  it('is the line itself without spread', () => {
    expect(nodesAt(33, 0, 12)).toMatchObject({ count: 1 });
    const nodes = nodesAt(33, 0.05, 1);
    expect([nodes.count, nodes.positions[0], nodes.weights[0]]).toEqual([1, 33, 1]);
  });

  it.each([
    [11, 0.05],
    [60, 0.03],
    [128, 0.06],
  ])('has the derivatives of places and logarithms of weights, line at %d deg', (line, spread) => {
    const h = 1e-6;
    const nodes = nodesAt(line, spread, 7);
    const [lineUp, lineDown] = [nodesAt(line + h, spread, 7), nodesAt(line - h, spread, 7)];
    const [spreadUp, spreadDown] = [nodesAt(line, spread + h, 7), nodesAt(line, spread - h, 7)];
    const slope = (up: number, down: number) => (up - down) / (2 * h);
    const logSlope = (up: number, down: number) => Math.log(up / down) / (2 * h);
    for (let j = 0; j < 7; j++) {
      expect(nodes.positionByLine[j]).toBeCloseTo(slope(lineUp.positions[j]!, lineDown.positions[j]!), 6);
      expect(nodes.positionBySpread[j]).toBeCloseTo(slope(spreadUp.positions[j]!, spreadDown.positions[j]!), 5);
      expect(nodes.weightByLine[j]).toBeCloseTo(logSlope(lineUp.weights[j]!, lineDown.weights[j]!), 6);
      expect(nodes.weightBySpread[j]).toBeCloseTo(logSlope(spreadUp.weights[j]!, spreadDown.weights[j]!), 5);
    }
  });
});

describe('nodesFor', () => {
  it('grows with the smear and is bounded', () => {
    expect(nodesFor(0)).toBe(3);
    for (let ratio = 0.1; ratio < 60; ratio *= 1.3) {
      expect(nodesFor(ratio * 1.3)).toBeGreaterThanOrEqual(nodesFor(ratio));
      expect(nodesFor(ratio)).toBeLessThanOrEqual(MOST_AXIAL_NODES);
    }
    expect(nodesFor(1e9)).toBe(MOST_AXIAL_NODES);
    expect([0, 0.7, 0.8, 3.9, 4, 9].map(farNodesFor)).toEqual([2, 2, 4, 4, 6, 8]);
    expect(farNodesFor(1e9)).toBe(MOST_AXIAL_NODES);
  });
});

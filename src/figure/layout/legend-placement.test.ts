import { describe, expect, it } from 'vitest';
import type { Mark, Panel } from '../figure.js';
import { steps } from '../test-support/sample-figures.js';
import { blockLegend, legendEntries } from './legend.js';
import { layoutPanel } from './panel-layout.js';
import { styleMarks } from './styled-mark.js';

const axes = { x: { title: 'x', unit: '' }, y: { title: 'y', unit: '' } };
const x = steps(0, 10, 60);

function place(marks: readonly Mark[], panel: Partial<Panel> = {}): { corner: string; outside: string } {
  const layout = layoutPanel({ ...axes, marks, ...panel }, 200, 150);
  const { placement } = layout.legend!;
  const vertical = placement.y < 40 ? 'top' : placement.y > 75 ? 'bottom' : 'middle';
  const horizontal = placement.x < 40 ? 'left' : 'right';
  return { corner: `${vertical}-${horizontal}`, outside: placement.outside };
}

describe('the legend', () => {
  it('stands in the corner without data', () => {
    const falling = x.map((v) => 10 - v);
    expect(place([{ type: 'line', x, y: falling, label: 'a' }])).toEqual({ corner: 'top-right', outside: 'no' });
    expect(place([{ type: 'line', x, y: x, label: 'a' }])).toEqual({ corner: 'top-left', outside: 'no' });
    const bump = x.map((v) => 10 - (v - 5) ** 2 / 8);
    expect(place([{ type: 'line', x, y: bump.map((v, i) => (x[i]! < 1 ? 10 : v)), label: 'a' }]).outside).toBe('no');
  });

  it('makes room at the top when all corners are taken', () => {
    const comb = x.map((_, i) => i % 2);
    const layout = layoutPanel({ ...axes, marks: [{ type: 'line', x, y: comb, label: 'noise' }] }, 200, 150);
    expect(layout.legend!.placement.outside).toBe('no');
    expect(layout.y.scale.domain[1]).toBeGreaterThan(1.1);
  });

  it('goes above the panel when the limits are fixed and nothing is free', () => {
    const comb = x.map((_, i) => i % 2);
    const marks: Mark[] = [{ type: 'line', x, y: comb, label: 'noise' }];
    expect(place(marks, { y: { ...axes.y, domain: [0, 1] } }).outside).toBe('above');
    const map: Mark = { type: 'heat-map', xEdges: [0, 10], yEdges: [0, 1], values: [1], title: '', unit: '' };
    expect(place([map, ...marks]).outside).toBe('above');
  });

  it('obeys where a place is asked for', () => {
    const marks: Mark[] = [{ type: 'line', x, y: x, label: 'a' }];
    expect(place(marks, { legend: 'bottom-left' }).corner).toBe('bottom-left');
    expect(place(marks, { legend: 'right' }).outside).toBe('right');
    expect(layoutPanel({ ...axes, marks, legend: 'none' }, 200, 150).legend).toBeUndefined();
  });

  it('lists every label once, with all its marks', () => {
    const entries = legendEntries(
      styleMarks([
        { type: 'points', x: [1], y: [1], colour: 0, label: '25 °C' },
        { type: 'line', x: [1], y: [1], colour: 0, label: '25 °C' },
        { type: 'line', x: [2], y: [2], colour: 0, label: '25 °C' },
        { type: 'line', x: [1], y: [1], colour: 1, label: '30 °C' },
        { type: 'line', x: [1], y: [1] },
      ]),
    );
    expect(entries.map(({ label, marks }) => [label, marks.length])).toEqual([
      ['25 °C', 2],
      ['30 °C', 1],
    ]);
    expect(blockLegend(entries, 2).height).toBeLessThan(blockLegend(entries, 1).height);
  });
});

describe('styleMarks', () => {
  it('tells curves apart by dashes only where no markers do', () => {
    const dashes = (marks: readonly Mark[]): number[] => styleMarks(marks).map(({ dash }) => dash.length);
    const curve = (colour: number, label?: string): Mark => ({
      type: 'line',
      x,
      y: x,
      colour,
      ...(label === undefined ? {} : { label }),
    });
    expect(dashes([curve(0, 'a'), curve(1, 'b'), curve(2)])).toEqual([0, 2, 0]);
    expect(dashes([curve(4, 'fit'), { type: 'points', x, y: x, label: 'measured' }])).toEqual([0, 0]);
    expect(dashes([curve(1, 'a'), { type: 'points', x, y: x, colour: 1 }, curve(2, 'b')])).toEqual([0, 0, 0]);
  });
});

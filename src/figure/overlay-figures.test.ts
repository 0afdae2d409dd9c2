import { describe, expect, it } from 'vitest';
import type { Figure, Mark, Panel } from './figure.js';
import { overlayFigures } from './overlay-figures.js';
import { arrheniusPanel, bodePanel, nyquistPanel } from './test-support/sample-figures.js';
import { toVegaLite } from './vega-lite-spec.js';

const figure = (panel: Panel, more: Partial<Figure> = {}): Figure => ({
  id: 'nyquist',
  caption: 'Impedance.',
  panels: [panel],
  ...more,
});
const plain: Panel = {
  x: { title: 'Z′', unit: 'kΩ', domain: [0, 2] },
  y: { title: '−Z″', unit: 'kΩ' },
  equalAspect: true,
  marks: [
    { type: 'points', x: [1, 2], y: [0.5, 0.1], colour: 0, origin: { recording: 'a', rows: [4, 5] } },
    { type: 'line', x: [1, 2], y: [0.5, 0.1], colour: 0 },
    { type: 'points', x: [3], y: [1], colour: 'neutral', shape: 'cross', origin: { recording: 'a', excluded: true } },
    { type: 'rule', axis: 'y', at: 0, colour: 'neutral' },
  ],
  handles: [{ label: 'R1', sets: { parameter: 'R1' }, x: 1, y: 0, moves: 'x', offset: 0, gradient: 1, unit: 'Ω' }],
};
const ohms: Panel = {
  ...plain,
  x: { title: 'Z′', unit: 'Ω', domain: [0, 5000] },
  y: { title: '−Z″', unit: 'Ω' },
};
const looks = (marks: readonly Mark[]) =>
  marks.map((mark) => [
    mark.type,
    mark.colour,
    mark.label,
    ...('shape' in mark ? [mark.shape] : 'dash' in mark ? [mark.dash] : []),
  ]);

describe('overlayFigures', () => {
  it('gives each analysis its colour and its name, and keeps what is grey and where points come from', () => {
    const { panels, caption } = overlayFigures([
      { name: 'bare', figure: figure(plain) },
      { name: 'coated', figure: figure(plain) },
    ]);
    expect(looks(panels[0]!.marks)).toEqual([
      ['points', 0, 'bare'],
      ['line', 0, undefined],
      ['points', 'neutral', undefined, 'cross'],
      ['rule', 'neutral', undefined],
      ['points', 1, 'coated'],
      ['line', 1, undefined],
      ['points', 'neutral', undefined, 'cross'],
    ]);
    expect(panels[0]!.marks[4]).toMatchObject({ origin: { recording: 'a', rows: [4, 5] } });
    expect(panels[0]!.handles).toBeUndefined();
    expect(panels[0]!.equalAspect).toBe(true);
    expect(caption).toBe('bare and coated, laid over each other. Impedance.');
  });

  it('brings units that differ by a prefix to those of the first, with the limits', () => {
    const { panels } = overlayFigures([
      { name: 'bare', figure: figure(plain) },
      { name: 'coated', figure: figure(ohms) },
    ]);
    expect(panels[0]!.x).toEqual({ title: 'Z′', unit: 'kΩ', domain: [0, 5] });
    expect(panels[0]!.y).toEqual({ title: '−Z″', unit: 'kΩ' });
    expect(panels[0]!.marks[4]).toMatchObject({ x: [0.001, 0.002], y: [0.0005, 0.0001] });
    // The zero line of both is one.
    expect(panels[0]!.marks.filter(({ type }) => type === 'rule')).toHaveLength(1);
    const [{ x }] = overlayFigures([
      { name: 'bare', figure: figure({ ...plain, x: { title: 'Z′', unit: 'kΩ' } }) },
      { name: 'coated', figure: figure(ohms) },
    ]).panels as [Panel];
    expect(x.domain).toBeUndefined();
  });

  it('tells the series of an analysis apart by marker', () => {
    const { panels } = overlayFigures([
      { name: 'a', figure: figure(nyquistPanel([190, 110])) },
      { name: 'b', figure: figure(nyquistPanel([60])) },
    ]);
    expect(looks(panels[0]!.marks)).toEqual([
      ['points', 0, 'a, 25 °C', 'circle'],
      ['line', 0, undefined],
      ['points', 0, 'a, 45 °C', 'square'],
      ['line', 0, undefined],
      ['points', 1, 'b, 25 °C'],
      ['line', 1, undefined],
    ]);
  });

  it('names an analysis once where its series are too many to be told apart', () => {
    const many = figure(nyquistPanel([1, 2, 3, 4, 5, 6, 7]));
    const labels = overlayFigures([
      { name: 'a', figure: many },
      { name: 'b', figure: many },
    ]).panels[0]!.marks.flatMap(({ label }) => label ?? []);
    expect(labels).toEqual(['a', 'b']);
  });

  it('tells curves without markers apart by dash, and names what has no label beside what has one', () => {
    const curve = { type: 'line', x: [1, 2], y: [1, 2] } as const;
    const lines = {
      ...plain,
      marks: [
        { ...curve, label: '1', colour: 0 },
        { ...curve, label: '2', colour: 1 },
      ],
    };
    expect(looks(overlayFigures([{ name: 'a', figure: figure(lines) }]).panels[0]!.marks)).toEqual([
      ['line', 0, 'a, 1', 'solid'],
      ['line', 0, 'a, 2', 'dashed'],
    ]);
    const short: Panel = { ...plain, marks: [curve, { type: 'points', x: [1], y: [1], colour: 1, label: 'short' }] };
    expect(looks(overlayFigures([{ name: 'a', figure: figure(short) }]).panels[0]!.marks)).toEqual([
      ['line', 0, 'a'],
      ['points', 0, 'a, short'],
    ]);
  });

  it('merges strips, more panels and the scale along the top', () => {
    const top = (labels: readonly string[]) => ({
      ...arrheniusPanel().top!,
      ticks: labels.map((label, at) => ({ at, label })),
    });
    const { panels } = overlayFigures([
      {
        name: 'a',
        figure: figure(bodePanel(), { panels: [bodePanel(), { ...arrheniusPanel(), top: top(['1', '2']) }] }),
      },
      {
        name: 'b',
        figure: figure(bodePanel(), {
          panels: [bodePanel(), { ...arrheniusPanel(), top: top(['1', '2', '3']) }, plain],
        }),
      },
    ]);
    const own = bodePanel().residuals!;
    expect(panels).toHaveLength(3);
    expect(panels[0]!.residuals!.y).toEqual(own.y);
    const drawn = panels[0]!.residuals!.marks.filter(({ type }) => type === 'points');
    expect(drawn.map(({ colour }) => colour)).toEqual([0, 1]);
    expect(panels[1]!.top!.ticks).toHaveLength(3);
    expect(panels[2]!.marks.filter(({ colour }) => colour !== 'neutral').map(({ colour }) => colour)).toEqual([1, 1]);
    // The name stands once.
    expect(panels.flatMap(({ marks }) => marks.flatMap(({ label }) => (label === 'b' ? [label] : [])))).toEqual(['b']);
  });

  it.each<[string, Figure, RegExp]>([
    ['other figures', figure(plain, { id: 'bode' }), /different figures/],
    [
      'other units',
      figure({ ...plain, x: { title: 'Z′', unit: 'Ω cm²' } }),
      /"nyquist" of a shows Z′ in kΩ, that of b Z′ in Ω cm²/,
    ],
    ['other titles', figure({ ...plain, y: { title: 'Z', unit: 'kΩ' } }), /cannot share an axis/],
    ['units that nobody knows', figure({ ...plain, y: { title: '−Z″', unit: 'furlong' } }), /cannot share/],
    ['drawings', figure({ ...plain, marks: [{ type: 'shapes', shapes: [] }] }), /hide each other/],
    ['images', figure({ ...plain, marks: [{ type: 'image', url: 'data:', x: [0, 1], y: [0, 1] }] }), /hide each other/],
  ])('refuses %s', (_, other, message) => {
    const both = [
      { name: 'a', figure: figure(plain) },
      { name: 'b', figure: other },
    ];
    expect(() => overlayFigures(both)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
    expect(() => overlayFigures(both)).toThrow(message);
  });

  it('refuses a zero that moves, and no figures', () => {
    const at = (unit: string) => figure({ ...plain, x: { title: 'T', unit } });
    expect(() =>
      overlayFigures([
        { name: 'a', figure: at('K') },
        { name: 'b', figure: at('degC') },
      ]),
    ).toThrow(/cannot share/);
    expect(() => overlayFigures([])).toThrow(/no figure/);
  });

  it('can be drawn', () => {
    const overlay = overlayFigures([
      { name: 'bare', figure: figure(nyquistPanel()) },
      { name: 'coated', figure: figure(nyquistPanel([80])) },
    ]);
    expect(JSON.stringify(toVegaLite(overlay))).toContain('coated, 25 °C');
  });
});

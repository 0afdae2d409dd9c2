import { describe, expect, it } from 'vitest';
import type { Figure } from './figure.js';
import { renderSvg } from './render-svg.js';
import {
  arrheniusPanel,
  bodePanel,
  drawingPanel,
  everyMarkPanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
  steps,
} from './test-support/sample-figures.js';

const figures: Figure[] = [
  figureOf('nyquist', nyquistPanel()),
  figureOf('bode', bodePanel()),
  figureOf('heat', heatMapPanel()),
  figureOf('every', everyMarkPanel()),
  figureOf('drawing', drawingPanel()),
  figureOf('grid', nyquistPanel(), arrheniusPanel(), bodePanel(), heatMapPanel()),
];

const attribute = (svg: string, name: string): string => new RegExp(`^<svg[^>]* ${name}="([^"]*)"`).exec(svg)![1]!;

describe.each(figures)('the drawing of $id', { timeout: 60_000 }, (figure) => {
  it('survives viewers, resvg and Typst: namespaces, own font only, nothing fetched, no classes', async () => {
    const svg = await renderSvg(figure);
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(svg).not.toMatch(/currentColor|class=|aria-|<script|<style|clip-path|NaN|undefined/);
    expect(svg).not.toMatch(/href="(?!data:)/);
    const fonts = new Set(Array.from(svg.matchAll(/font-family="([^"]*)"/g), (match) => match[1]));
    expect(fonts).toEqual(new Set(['Arimo']));
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
  });

  it('gives the same bytes again, also after other figures', async () => {
    const first = await renderSvg(figure);
    await renderSvg(figures[0]!);
    // Not `toBe`: a difference would print both drawings.
    expect((await renderSvg(figure)) === first).toBe(true);
  });

  it('carries its name and caption, escaped', async () => {
    const svg = await renderSvg(figure);
    expect(svg).toContain(`<title>${figure.id}</title>`);
    expect(svg).toContain('&lt;with&gt; markup &amp; more.');
  });
});

describe('renderSvg', { timeout: 60_000 }, () => {
  it('has journal widths', async () => {
    expect(attribute(await renderSvg(figures[0]!), 'width')).toBe('85mm');
    expect(attribute(await renderSvg(figures.at(-1)!), 'width')).toBe('175mm');
    expect(attribute(await renderSvg(figures[0]!, { width: 'double' }), 'width')).toBe('175mm');
  });

  it('draws true minus signs, raised exponents, Ω and primes', async () => {
    const svg = await renderSvg(figureOf('grid', nyquistPanel(), arrheniusPanel(), bodePanel(), bodePanel()));
    for (const text of ['−Z″ / Ω cm²', 'Z′ / Ω cm²', '>10³<', '>−1.0<', '1000/T / K⁻¹', 'Temperature / °C']) {
      expect(svg.includes(text), text).toBe(true);
    }
    expect(svg).not.toMatch(/>-\d/);
  });

  it('labels panels only when there are several', async () => {
    expect(await renderSvg(figures[0]!)).not.toContain('>(a)<');
    const grid = await renderSvg(figures.at(-1)!);
    for (const letter of ['(a)', '(b)', '(c)', '(d)']) expect(grid).toContain(`>${letter}<`);
  });

  it('gives figures on one page ids of their own', async () => {
    const first = await renderSvg(figureOf('one', heatMapPanel()));
    const second = await renderSvg(figureOf('two', heatMapPanel()));
    const ids = (svg: string): string[] => Array.from(svg.matchAll(/ id="([^"]+)"/g), (match) => match[1]!);
    expect(ids(first)).toHaveLength(1);
    expect(ids(second)).not.toEqual(ids(first));
  });

  it('thins a curve of a hundred thousand points and says so', async () => {
    const x = steps(0, 1, 100_000);
    const svg = await renderSvg(
      figureOf('long', {
        x: { title: 't', unit: 's' },
        y: { title: 'I', unit: 'A' },
        marks: [{ type: 'line', x, y: x }],
      }),
    );
    expect(svg.length).toBeLessThan(120_000);
    expect(svg).toMatch(/<desc>.*\d+ points that fall on others at this size are left out of the drawing\.<\/desc>/);
  });

  it('refuses what cannot be drawn, with a code', async () => {
    await expect(renderSvg({ id: 'none', caption: '', panels: [] })).rejects.toMatchObject({ code: 'invalid-option' });
    const bad = { ...nyquistPanel(), x: { title: 'f', unit: 'Hz', scale: 'log' as const, domain: [0, 1] as const } };
    await expect(renderSvg(figureOf('bad', bad))).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('draws a panel without data, with gaps and with values that a log axis cannot show', async () => {
    const axes = { x: { title: 'x', unit: '' }, y: { title: 'y', unit: '', scale: 'log' as const } };
    const empty = await renderSvg(figureOf('empty', { ...axes, marks: [] }));
    expect(empty).toContain('>10⁰<');
    const gaps = await renderSvg(
      figureOf('gaps', {
        ...axes,
        marks: [{ type: 'line', x: [1, 2, 3, 4, 5], y: [1, 10, -1, Number.NaN, 100] }],
      }),
    );
    expect(gaps).not.toMatch(/NaN|Infinity/);
  });

  it('draws nothing for the null that JSON makes of an undetermined number', async () => {
    const gap = null as unknown as number;
    const axes = { x: { title: 'x', unit: '' }, y: { title: 'y', unit: '' } };
    const values = { x: [2, 3, 4, gap], y: [5, gap, 6, 7] };
    const edges = { x: [2, 3, 4], lower: [5, gap, 6], upper: [6, gap, 7] };
    const svg = await renderSvg(
      figureOf('null', {
        ...axes,
        marks: [
          { type: 'points', ...values },
          { type: 'line', ...values },
          { type: 'error-bars', ...edges },
          { type: 'band', ...edges, label: 'band' },
        ],
      }),
    );
    expect(svg.match(/<path transform="[^"]*" d="M2\.1,0A/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|>0<\/text>/);
  });
});

import { describe, expect, it, vi } from 'vitest';
import {
  arrheniusPanel,
  bodePanel,
  drawingPanel,
  everyMarkPanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
} from './test-support/sample-figures.js';
import { toVegaLite } from './vega-lite-spec.js';

interface Channel {
  readonly scale: { readonly domain: readonly [number, number]; readonly range?: readonly number[] };
  readonly axis: Record<string, unknown>;
}
interface View {
  readonly width: number;
  readonly height: number;
  readonly layer: readonly { readonly encoding: { readonly x: Channel; readonly y: Channel } }[];
}

const view = (spec: Record<string, unknown>): View => spec as unknown as View;

describe('toVegaLite', { timeout: 60_000 }, () => {
  it('gives a Nyquist panel the same length per unit on both axes', () => {
    for (const resistances of [[190, 110], [5], [12_000]]) {
      const { width, height, layer } = view(toVegaLite(figureOf('n', nyquistPanel(resistances))));
      const { x, y } = layer[0]!.encoding;
      const perUnitX = width / (x.scale.domain[1] - x.scale.domain[0]);
      const perUnitY = height / (y.scale.domain[1] - y.scale.domain[0]);
      expect(perUnitX / perUnitY).toBeCloseTo(1, 9);
    }
  });

  it('is a stable, readable specification', () => {
    const spec = view(
      toVegaLite(
        figureOf('small', {
          x: { title: 'Time', unit: 'h' },
          y: { title: 'R_int', unit: 'Ohm cm^2' },
          marks: [
            { type: 'points', x: [1, 10, 100], y: [46, 54.6, 82], label: 'measured' },
            { type: 'line', x: [1, 100], y: [46, 82], colour: 0, label: 'fit' },
          ],
        }),
      ),
    );
    expect(spec.layer[0]).toMatchSnapshot();
  });

  it('puts a strip into the same view, below, with a y scale of its own', () => {
    const spec = toVegaLite(figureOf('b', bodePanel()));
    const { layer, height } = view(spec);
    expect(spec.resolve).toEqual({ scale: { y: 'independent' }, axis: { y: 'independent' } });
    const [main, strip] = [layer[0]!.encoding.y.scale.range!, layer[1]!.encoding.y.scale.range!];
    expect(main[1]).toBe(0);
    expect(strip[1]!).toBeGreaterThan(main[0]!);
    expect(strip[0]).toBe(height);
    expect(layer[0]!.encoding.x.scale.domain).toEqual(layer[1]!.encoding.x.scale.domain);
  });

  it('reverses an axis and hides labels where asked', () => {
    const { x, y } = view(toVegaLite(figureOf('e', everyMarkPanel()))).layer[0]!.encoding;
    expect(x.scale).toHaveProperty('reverse', true);
    expect(y.axis).toHaveProperty('labels', false);
  });

  it('raises exponents of logarithmic labels by an expression', () => {
    const { x } = view(toVegaLite(figureOf('b', bodePanel()))).layer[0]!.encoding;
    expect(x.axis.labelExpr).toContain('"1000":"10³"');
  });

  it('compiles without a warning from Vega-Lite', async () => {
    const { compile } = await import('vega-lite');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    for (const panels of [
      [nyquistPanel()],
      [everyMarkPanel()],
      [heatMapPanel()],
      [drawingPanel()],
      [arrheniusPanel(), bodePanel()],
    ]) {
      compile(toVegaLite(figureOf('w', ...panels)) as never);
    }
    expect(warn.mock.calls).toEqual([]);
    warn.mockRestore();
  });
});

import type { Figure, Panel } from '../figure.js';

/** Evenly spaced numbers from `from` to `to`. */
export function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** A semicircle of diameter `r` that begins at `r0`, as a Nyquist plot shows it. */
export function arc(r0: number, r: number, count: number): { x: number[]; y: number[] } {
  const angles = steps(Math.PI, 0, count);
  return {
    x: angles.map((angle) => r0 + (r / 2) * (1 + Math.cos(angle))),
    y: angles.map((angle) => (r / 2) * Math.sin(angle)),
  };
}

export function nyquistPanel(resistances: readonly number[] = [190, 110, 60]): Panel {
  return {
    x: { title: 'Z′', unit: 'Ohm cm^2' },
    y: { title: '-Z″', unit: 'Ohm cm^2' },
    equalAspect: true,
    marks: resistances.flatMap((r, i) => [
      { type: 'points' as const, ...arc(10, r, 40), colour: i, label: `${25 + 20 * i} °C` },
      { type: 'line' as const, ...arc(10, r, 120), colour: i },
    ]),
  };
}

export function arrheniusPanel(): Panel {
  const x = steps(2.85, 3.35, 7);
  const trend = (at: number): number => -1 - 3.6 * (at - 3.1);
  return {
    x: { title: '1000/T', unit: 'K^-1' },
    y: { title: 'ln(σT / S K cm⁻¹)', unit: '' },
    marks: [
      { type: 'points', x, y: x.map(trend), open: false, label: 'measured' },
      { type: 'error-bars', x, lower: x.map((v) => trend(v) - 0.05), upper: x.map((v) => trend(v) + 0.05) },
      { type: 'line', x, y: x.map(trend), colour: 0, label: 'Ea = 0.310(4) eV' },
      {
        type: 'band',
        x,
        lower: x.map((v) => trend(v) - 0.1),
        upper: x.map((v) => trend(v) + 0.1),
        colour: 0,
        label: '95 %',
      },
    ],
    top: { title: 'Temperature', unit: 'degC', ticks: [{ at: 3.0, label: '60' }] },
  };
}

export function bodePanel(): Panel {
  const x = steps(-1, 6, 50).map((power) => 10 ** power);
  return {
    x: { title: 'Frequency', unit: 'Hz', scale: 'log' },
    y: { title: '|Z|', unit: 'Ohm', scale: 'log' },
    marks: [{ type: 'points', x, y: x.map((f) => 20 + 400 / (1 + f / 1000)) }],
    residuals: {
      y: { title: 'Δ', unit: '%' },
      marks: [
        { type: 'rule', axis: 'y', at: 0, colour: 'neutral' },
        { type: 'points', x, y: x.map((_, i) => Math.sin(i)) },
      ],
    },
  };
}

export function heatMapPanel(): Panel {
  return {
    x: { title: '2θ', unit: 'deg' },
    y: { title: 'Time', unit: 'h' },
    marks: [
      {
        type: 'heat-map',
        xEdges: steps(10, 60, 11),
        yEdges: steps(0, 5, 6),
        values: steps(0, 1, 50),
        title: 'Intensity',
        unit: 'counts',
      },
    ],
  };
}

/** One of everything. */
export function everyMarkPanel(): Panel {
  return {
    x: { title: 'Binding energy', unit: 'eV', reversed: true },
    y: { title: 'Intensity', unit: 'counts', hideLabels: true },
    marks: [
      { type: 'points', x: [1, 2, 3], y: [2, 3, 2], shape: 'cross', label: 'measured' },
      { type: 'line', x: [1, 2, 3], y: [2, 3, 2], dash: 'dashed', colour: 2, label: 'sum' },
      { type: 'error-bars', x: [1, 2, 3], lower: [1, 2, 1], upper: [3, 4, 3] },
      { type: 'band', x: [1, 2, 3], lower: [0, 0, 0], upper: [2, 3, 2], colour: 1 },
      { type: 'ticks', x: [1.2, 2.2], row: 0, label: 'NZSP' },
      { type: 'ticks', x: [1.4], row: 1, colour: 3, label: 'ZrO₂' },
      { type: 'image', url: 'data:image/png;base64,iVBORw0KGgo=', x: [1, 1.2], y: [3.2, 3.8] },
      { type: 'rule', axis: 'x', at: 2.5, dash: 'dotted' },
      { type: 'text', x: 2.9, y: 3.4, text: 'R_1 = 82(3) Ω <&>', align: 'end' },
    ],
  };
}

/** A drawing without axes: a square behind a ball behind a sector, a line, a letter and a legend. */
export function drawingPanel(): Panel {
  return {
    x: { title: '', unit: '', domain: [-4, 4] },
    y: { title: '', unit: '', domain: [-3, 3] },
    equalAspect: true,
    axes: 'none',
    marks: [
      {
        type: 'shapes',
        shapes: [
          {
            outline: [
              [-2, -1],
              [0, -1],
              [0, 1],
              [-2, 1],
            ],
            fill: '#4a9d55',
            fillOpacity: 0.5,
            stroke: 'ink',
          },
          { centre: [0, 0], radius: 1, fill: '#d5402e', stroke: '#701010', strokeWidth: 0.4, ball: true },
          { centre: [1, 0], radius: 1, fill: 'paper' },
          { centre: [1, 0], radius: 1, sector: [0, 270], fill: '#e2ab24' },
          {
            outline: [
              [-3, -2],
              [3, 2],
            ],
            open: true,
            stroke: 'neutral',
            dash: 'dashed',
          },
        ],
        legend: [{ label: 'Na1 0.75', swatch: [{ centre: [0, 0], radius: 1, sector: [0, 270], fill: '#e2ab24' }] }],
      },
      { type: 'text', x: 2, y: -2, text: 'a', align: 'middle', italic: true },
    ],
  };
}

export function figureOf(id: string, ...panels: readonly Panel[]): Figure {
  return { id, caption: `Figure "${id}" <with> markup & more.`, panels };
}

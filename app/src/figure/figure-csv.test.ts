import { describe, expect, it } from 'vitest';
import { everyMarkPanel, figureOf, heatMapPanel } from '../../../src/figure/test-support/sample-figures.js';
import { figureCsv } from './figure-csv.js';

const lines = (csv: string): string[] => csv.trimEnd().split('\n');

describe('figureCsv', () => {
  it('has a line for every point with its row, at full precision', () => {
    const csv = figureCsv(
      figureOf('one', {
        x: { title: 'E', unit: 'V' },
        y: { title: 'I', unit: 'A' },
        marks: [
          {
            type: 'points',
            x: [0.1 + 0.2, 2],
            y: [1, Number.NaN],
            label: 'first, measured',
            origin: { recording: 'a', rows: [3, 4], excluded: true },
          },
        ],
        residuals: { y: { title: 'd', unit: '' }, marks: [{ type: 'line', x: [1], y: [2] }] },
      }),
    );
    expect(lines(csv)).toEqual([
      'panel,x axis,y axis,kind,label,x,y,lower,upper,value,recording,row,left out',
      'a,E / V,I / A,points,"first, measured",0.30000000000000004,1,,,,a,3,yes',
      'a,E / V,I / A,points,"first, measured",2,,,,,a,4,yes',
      'a,E / V,d,line,,1,2,,,,,,',
    ]);
  });

  it('holds marks of every kind but images', () => {
    const kinds = lines(figureCsv(figureOf('all', everyMarkPanel())))
      .slice(1)
      .map((line) => line.split(',')[3]);
    expect(new Set(kinds)).toEqual(new Set(['points', 'line', 'error-bars', 'band', 'ticks', 'rule', 'text']));
    expect(kinds).toHaveLength(3 + 3 + 3 + 3 + 3 + 1 + 1);
  });

  it('has the middle and value of every cell of a map', () => {
    const csv = lines(figureCsv(figureOf('map', heatMapPanel())));
    expect(csv).toHaveLength(51);
    expect(csv[1]).toBe('a,2θ / deg,Time / h,heat-map,Intensity / counts,12.5,0.5,,,0,,,');
  });
});

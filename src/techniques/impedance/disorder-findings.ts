/** What is said of a table whose points stand in no order, or more than once. */
import type { Finding } from '../technique.js';
import type { Spectrum } from './spectrum.js';

/** Repeated frequencies beyond this share of the points are no accident of the sweep. */
const MANY = 0.25;

export function sortedPoints(table: string): Finding {
  return {
    code: 'points-sorted',
    severity: 'warning',
    message: `The points of table "${table}" stand in no order of frequency; they are taken as one spectrum and sorted. If they are several sweeps, give each its own file or a cycle number.`,
  };
}

/** Copies of points, or frequencies measured again: standard errors assume independent points. */
export function repeatedPoints({ frequencyHz, real, imaginary }: Spectrum): Finding[] {
  const values = new Map<number, Set<string>>();
  let copies = 0;
  frequencyHz.forEach((f, i) => {
    const known = values.get(f) ?? new Set<string>();
    const value = `${real[i]},${imaginary[i]}`;
    if (known.has(value)) copies++;
    values.set(f, known.add(value));
  });
  if (copies > 0) {
    const few = copies === 1 ? 'point is an exact copy of another' : 'points are exact copies of others';
    return [
      {
        code: 'repeated-points',
        severity: 'warning',
        message: `${copies} of ${frequencyHz.length} ${few}. Errors assume independent points and come out too small: remove the copies from the file.`,
      },
    ];
  }
  const again = frequencyHz.length - values.size;
  if (again <= MANY * frequencyHz.length) return [];
  return [
    {
      code: 'repeated-points',
      severity: 'info',
      message: `${again} of ${frequencyHz.length} points repeat a frequency with another value. Errors assume independent points; if these are sweeps one after the other, give each its own file or a cycle number.`,
    },
  ];
}

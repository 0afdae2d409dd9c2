import type { Refinement } from '../refinement.js';

/**
 * The fitted pattern point by point: angle, observed with its standard deviation, calculated, background, difference, whether
 * the point was used, and what each phase contributes. Columns are named as in our other CSV files, `name/unit`.
 */
export function patternCsv({ pattern, calculated, background, phases }: Refinement): string {
  const { twoThetaDeg, observed, sigma, used, rows } = pattern;
  const head = ['row', '2theta/deg', 'observed', 'observed sigma', 'calculated', 'background', 'difference', 'used'];
  const lines = [[...head, ...phases.map(({ name }) => name)].join(',')];
  for (let i = 0; i < observed.length; i++) {
    lines.push(
      [
        rows[i],
        short(twoThetaDeg[i], 8),
        short(observed[i], 10),
        short(sigma[i], 6),
        short(calculated[i], 8),
        short(background[i], 8),
        short(observed[i] - calculated[i], 8),
        used[i],
        ...phases.map(({ contribution }) => short(contribution[i], 8)),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

function short(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

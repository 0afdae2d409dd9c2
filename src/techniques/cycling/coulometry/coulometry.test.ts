import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Sample } from '../../sample.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { RunBuilder } from '../simulate/run-builder.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { coulometryPart } from './coulometry-part.js';

/** The titration of the reference study: 3.0(2) nm of TiO2 on 1.131(19) cm^2 at 1 uA/cm^2; x = 0.84 after 1126 s. */
const sample: Sample = {
  area: parseQuantity('1.131(19) cm^2'),
  stack: [{ material: 'Na' }, { material: 'NZSP' }, { material: 'TiO2', thickness: parseQuantity('3.0(2) nm') }],
};
const film = { film: 'TiO2', filmDensity: '3.7(1) g/cm^3', filmMolarMass: '79.866 g/mol' };

/** Falls from 1.2 V by 1 mV/s for `lengthS` at 1.131 uA. */
function run(lengthS = 1500, currentA = -1.131e-6) {
  const builder = new RunBuilder();
  for (let t = 0; t <= lengthS; t += 10) {
    builder.add({ timeS: t, potentialV: 1.2 - t * 1e-3, currentA, step: 0, cycle: 1, halfCycle: 0, mode: 1 });
  }
  return seriesOfRun(builder.build());
}

function count(given: object, of: Sample = sample, series = run()) {
  const options = cyclingOptions.parse({ cell: 'half', ...given });
  return coulometryPart(prepareTest('titration', series, of, options));
}

describe('ions per formula unit from charge', () => {
  it('are those of the reference study', () => {
    const { quantities, findings } = count({ ...film, filmUntil: '1126 s' });
    const { ionsPerFormula, filmCharge, filmFillTime } = quantities;
    expect(ionsPerFormula!.value).toBeCloseTo(0.84, 3);
    // Relative variances add: thickness 6.7 %, density 2.7 %, area 1.7 %, current 0.1 %.
    const relative = Math.hypot(0.2 / 3, 0.1 / 3.7, 0.019 / 1.131, 0.001);
    expect(ionsPerFormula!.sigma! / ionsPerFormula!.value!).toBeCloseTo(relative, 10);
    expect(filmCharge!.value).toBeCloseTo(0.3128, 4);
    expect(filmFillTime!.value).toBeCloseTo(1126 / 0.84, -1);
    expect(findings).toEqual([]);
  });

  it('can be marked by charge, by potential, or given', () => {
    const byTime = count({ ...film, filmUntil: '1126 s' }).quantities.ionsPerFormula!.value!;
    const byPotential = count({ ...film, filmUntil: '0.074 V' }).quantities;
    expect(byPotential.ionsPerFormula!.value).toBeCloseTo(byTime, 6);
    const coulomb = 1.131e-6 * 1126;
    const byCharge = count({ ...film, filmUntil: `${coulomb / 3.6e-3} uAh` }).quantities;
    expect(byCharge.ionsPerFormula!.value).toBeCloseTo(byTime, 6);
    expect(byCharge.filmInsertionTime!.value).toBeCloseTo(1126, 6);
    expect(count({ ...film, filmCharge: `${coulomb / 3.6} mA h` }).quantities.ionsPerFormula!.value).toBeCloseTo(
      byTime,
      6,
    );
    expect(count({ ...film, filmUntil: '1126 s', films: 2 }).quantities.ionsPerFormula!.value).toBeCloseTo(
      byTime / 2,
      6,
    );
  });

  it('above one are flagged', () => {
    const above = count({ ...film, filmUntil: '2200 s' }, sample, run(2500));
    expect(above.findings.map(({ code, severity }) => [code, severity])).toContainEqual([
      'insertion-above-one',
      'error',
    ]);
    const barely = count({ ...film, filmUntil: '1380 s' });
    expect(barely.findings).toMatchObject([{ code: 'insertion-above-one', severity: 'info' }]);
  });

  it('give the thickness or the density where the ions are known', () => {
    const bare: Sample = { area: sample.area! };
    const { quantities } = count({ ...film, filmUntil: '1126 s', filmIons: '0.84(3)' }, bare);
    expect(quantities.ionsPerFormula).toBeUndefined();
    expect(quantities.filmThickness!.value).toBeCloseTo(3.0, 2);
    expect(quantities.filmThickness!.sigma! / quantities.filmThickness!.value!).toBeCloseTo(
      Math.hypot(0.1 / 3.7, 0.019 / 1.131, 0.03 / 0.84, 0.001),
      6,
    );
    expect(quantities.leastFilmThickness!.value).toBeCloseTo(3.0 * 0.84, 2);
    const noDensity = { film: 'TiO2', filmMolarMass: '79.866 g/mol', filmUntil: '1126 s', filmIons: '0.84' };
    expect(count(noDensity).quantities.filmDensity!.value).toBeCloseTo(3.7, 2);
  });

  it('are not guessed: the charge must be marked, and reached', () => {
    const { quantities, findings } = count(film);
    expect(quantities.ionsPerFormula).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain('insertion-not-marked');
    expect(count({ ...film, filmUntil: '-3 V' }).findings[0]!.code).toBe('insertion-not-reached');
    expect(count({ film: 'TiO2' }).findings[0]).toMatchObject({ code: 'film-geometry' });
    expect(() => count({ ...film, filmUntil: '3 mm' })).toThrow(/neither a time/);
  });

  it('cannot explain what lasts far longer than the film', () => {
    // 0.2 mA/cm^2 for ten minutes: 3 nm hold 6.7 s of it.
    const { findings } = count(film, sample, run(600, -0.2e-3 * 1.131));
    expect(findings[0]!.code).toBe('charge-beyond-film');
    expect(findings[0]!.message).toMatch(/89\.\d times/);
  });
});

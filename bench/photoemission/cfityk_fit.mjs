/** cfityk as a peer: the same subtracted spectrum, lines, start and ties as a script, timed by what many fits cost beyond none. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FITS = 200;
/** sqrt(2) sigma of a Gaussian of FWHM 1, which fityk calls gwidth. */
const GWIDTH = 1 / (2 * Math.sqrt(Math.LN2));

/** @returns the version, or a sentence that says what to do */
export function findCfityk() {
  const { status, stdout } = spawnSync('cfityk', ['-V'], { encoding: 'utf8' });
  if (status === 0) return { version: stdout.trim() };
  return { complaint: 'cfityk was not found: install it (Debian: apt-get install fityk) to have it beside' };
}

/** Processor milliseconds of one fit and its sum of squares; undefined where cfityk cannot have the model. */
export function fitWithCfityk({ x, y, sigma, parameters, lines, cast }) {
  if (cast !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'interphase-cfityk-'));
  try {
    const data = join(folder, 'data.dat');
    writeFileSync(data, Array.from(x, (value, i) => `${value} ${y[i]} ${sigma[i]}`).join('\n'));
    const runs = [false, true].map((fits) => runScript(folder, script(data, parameters, lines, fits)));
    const found = /WSSR\s*=?\s*([\d.eE+-]+)/.exec(runs[1].output);
    return { ms: (runs[1].ms - runs[0].ms) / FITS, sumOfSquares: found === null ? Number.NaN : Number(found[1]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runScript(folder, text) {
  const path = join(folder, 'fit.fit');
  writeFileSync(path, text);
  const command = `cfityk ${path}; times`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const [user, system] = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/
    .exec(stdout)
    .slice(1)
    .reduce(
      (pair, word, k) => {
        pair[k >> 1] += Number(word) * (k % 2 === 0 ? 60 : 1);
        return pair;
      },
      [0, 0],
    );
  return { ms: 1000 * (user + system), output: stdout + stderr };
}

/** Without fits the same numbers are set as often, so that the difference is that of fits alone. */
function script(data, parameters, lines, fits) {
  const start = Object.entries(parameters).map(([name, one]) => `$${name} = ${'fixed' in one ? '' : '~'}${one.start}`);
  const functions = lines.map((line, k) => {
    const centre = line.centre.map((name) => `$${name}`).join('+');
    if (line.shape === 'gl30') {
      return `%l${k} = GL30(height=$${line.height}, center=${centre}, fwhm=$${line.fwhm})`;
    }
    const area = `${line.area.times}*$${line.area.of}`;
    const gwidth = `$${line.gaussian}*${GWIDTH}`;
    if (line.shape === 'gaussian') {
      return `%l${k} = Gaussian(height=${area}/(${gwidth}*sqrt(pi)), center=${centre}, hwhm=$${line.gaussian}/2)`;
    }
    return `%l${k} = VoigtA(area=${area}, center=${centre}, gwidth=${gwidth}, shape=0.5*$${line.lorentzian}/(${gwidth}))`;
  });
  return [
    'set verbosity = -1',
    'set fitting_method = mpfit',
    'define GL30(height, center, fwhm) = height*exp(-4*ln(2)*0.7*((x-center)/fwhm)^2)/(1+1.2*((x-center)/fwhm)^2)',
    `@0 < ${data}:1:2:3:`,
    ...start,
    ...functions,
    `@0: F = ${lines.map((_, k) => `%l${k}`).join('+')}`,
    ...Array.from({ length: FITS }, () => (fits ? [...start, '@0: fit'] : start)).flat(),
    'set verbosity = 0',
    '@0: info fit',
  ].join('\n');
}

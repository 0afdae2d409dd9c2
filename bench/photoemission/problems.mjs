/**
 * What is fitted in the bench: the measured spectra of the shared data where this clone has them, else spectra simulated by the
 * model itself on the same points with much the same numbers; and the simulated series.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileFromBytes } from '../../dist/formats/file-like.js';
import { bindingEnergies } from '../../dist/formats/photoemission/binding-energies.js';
import { readRecording } from '../../dist/formats/read-recording.js';
import { isNumberColumn } from '../../dist/formats/recording.js';
import { poisson } from '../../dist/numerics/poisson.js';
import { createRandom } from '../../dist/numerics/random.js';
import { planBackground } from '../../dist/techniques/photoemission/background/plan-background.js';
import { spectrumModel } from '../../dist/techniques/photoemission/model/spectrum-model.js';
import { photoemissionOptions } from '../../dist/techniques/photoemission/options.js';
import { readComponents } from '../../dist/techniques/photoemission/read-components.js';
import { randomSeriesTruth } from '../../dist/techniques/photoemission/simulate/series-truths.js';
import { simulatePhotoemission } from '../../dist/techniques/photoemission/simulate/simulate-files.js';

const shared = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared', 'data', 'xps');

const noTexts = { fix: [], tie: [], bounds: [], start: [], free: [], untie: [], perStep: [] };

/** Where the peers start, and the bounds that one would type; what is not refined has `fixed`. */
const from = (start, min, max) => ({ start, min, max });
const fixed = (start) => ({ start, fixed: true });

/** Both lines of a doublet for the peers, whose area is that of both together. */
function doublet(ratio, { area, centre, splitting, gaussian, major, minor }) {
  const of = (share) => ({ of: area, times: share / (1 + ratio) });
  return [
    { shape: 'voigt', area: of(1), centre: [centre], gaussian, lorentzian: major },
    { shape: 'voigt', area: of(ratio), centre: [centre, splitting], gaussian, lorentzian: minor },
  ];
}

const titania = {
  region: 'Ti 2p',
  file: ['LaSrTiO3_Ti2p.csv', 0, [453, 471]],
  step: 0.1,
  components: ['Ti4+ = Ti 2p @ 459.0', 'Ti3+ = Ti 2p @ 457.2'],
  parameters: {
    A: from(15000, 0),
    E: from(459, 457.5, 460.5),
    wg: from(1, 0.02, 5),
    wl3: from(0.3, 0, 5),
    wl1: from(0.8, 0, 5),
    so: from(5.7, 5.2, 6.2),
    B: from(1000, 0),
    F: from(457.2, 455.7, 458.7),
  },
  lines: [
    ...doublet(0.5, { area: 'A', centre: 'E', splitting: 'so', gaussian: 'wg', major: 'wl3', minor: 'wl1' }),
    ...doublet(0.5, { area: 'B', centre: 'F', splitting: 'so', gaussian: 'wg', major: 'wl3', minor: 'wl1' }),
  ],
  truth: {
    'Ti4+.area': 19000,
    'Ti4+.position': 459,
    'Ti4+.splitting': 5.7,
    'Ti4+.gaussian': 1.19,
    'Ti4+.lorentzian': 0.46,
    'Ti4+.costerKronig': 0.78,
    'Ti3+.area': 1700,
    'Ti3+.position': 456.9,
    base: 2000,
    step: 0.046,
  },
};

const tungsten = {
  region: 'W 4f',
  file: ['axis-supra_NiW_0-150W.vms', 4, [30, 44]],
  step: 0.1,
  components: ['W = W 4f @ 33.5', 'W 5p = W 5p3/2 @ 39.5'],
  texts: { fix: ['W 5p.lorentzian=0'], bounds: ['W 5p.gaussian=0.8:4'] },
  parameters: {
    A: from(12000, 0),
    E: from(33.5, 32, 35),
    so: from(2.17, 1.8, 2.5),
    wg: from(1, 0.02, 5),
    wl: from(0.3, 0, 5),
    B: from(500, 0),
    F: from(39.5, 38, 41),
    w5p: from(1, 0.8, 4),
  },
  lines: [
    ...doublet(0.75, { area: 'A', centre: 'E', splitting: 'so', gaussian: 'wg', major: 'wl', minor: 'wl' }),
    { shape: 'gaussian', area: { of: 'B', times: 1 }, centre: ['F'], gaussian: 'w5p' },
  ],
  truth: {
    'W.area': 11800,
    'W.position': 33.54,
    'W.splitting': 2.124,
    'W.gaussian': 1.15,
    'W.lorentzian': 0.1,
    'W 5p.area': 600,
    'W 5p.position': 39.5,
    'W 5p.gaussian': 2,
    'W 5p.lorentzian': 0,
    base: 350,
    step: 0.03,
  },
};

const sulfur = {
  region: 'S 2p',
  file: ['phi_multipak_MoS2.npl', 2, [158, 166]],
  step: 0.05,
  countsPerUnit: 0.8,
  components: ['S = S 2p @ 161.0', 'B = S 2p @ 162.8'],
  texts: { fix: ['S.lorentzian=0.2', 'S.splitting=1.18'] },
  parameters: {
    A: from(4000, 0),
    E: from(161, 159.5, 162.5),
    wg: from(1, 0.02, 5),
    B: from(300, 0),
    F: from(162.8, 161.3, 164.3),
    wl: fixed(0.2),
    so: fixed(1.18),
  },
  lines: [
    ...doublet(0.5, { area: 'A', centre: 'E', splitting: 'so', gaussian: 'wg', major: 'wl', minor: 'wl' }),
    ...doublet(0.5, { area: 'B', centre: 'F', splitting: 'so', gaussian: 'wg', major: 'wl', minor: 'wl' }),
  ],
  truth: {
    'S.area': 4000,
    'S.position': 161.04,
    'S.splitting': 1.18,
    'S.gaussian': 1.87,
    'S.lorentzian': 0.2,
    'B.area': 300,
    'B.position': 162.84,
    base: 400,
    step: 0.05,
  },
};

const places = [284.6, 286.2, 288.6, 291.2];
const carbon = {
  region: 'C 1s',
  file: ['PET_C1s.csv', 0, [282, 293.5]],
  step: 0.05,
  endpoints: 10,
  components: places.map((place, k) => `C${k + 1} = C 1s @ ${place} shape gl(30)`),
  texts: { untie: ['*.fwhm'] },
  parameters: Object.fromEntries(
    places.flatMap((place, k) => [
      [`H${k + 1}`, from([4000, 1000, 1000, 100][k], 0)],
      [`E${k + 1}`, from(place, place - 1.5, place + 1.5)],
      [`F${k + 1}`, from(1.3, 0.05, 8)],
    ]),
  ),
  lines: places.map((_, k) => ({
    shape: 'gl30',
    height: `H${k + 1}`,
    centre: [`E${k + 1}`],
    fwhm: `F${k + 1}`,
  })),
  truth: {
    'C1.area': 4100,
    'C1.position': 284.61,
    'C1.fwhm': 1.04,
    'C2.area': 1340,
    'C2.position': 286.155,
    'C2.fwhm': 1.03,
    'C3.area': 1190,
    'C3.position': 288.574,
    'C3.fwhm': 0.95,
    'C4.area': 150,
    'C4.position': 291.16,
    'C4.fwhm': 1.3,
    mixing: 0.3,
    base: 30,
    step: 0.005,
  },
};

const definitions = [
  { title: 'Ti 2p, 2 doublets, Tougaard', background: 'tougaard', isDoublet: true, ...titania },
  {
    title: 'Ti 2p, 2 doublets, active Shirley',
    background: 'active-shirley',
    isDoublet: true,
    ...titania,
    parameters: { ...titania.parameters, base: from(2000), step: from(0.03, 0) },
    cast: { base: 'base', step: 'step' },
  },
  { title: 'W 4f, doublet and singlet, Shirley', background: 'shirley', isDoublet: true, ...tungsten },
  { title: 'S 2p, 2 doublets, Shirley', background: 'shirley', isDoublet: true, ...sulfur },
  { title: 'C 1s of PET, 4 lines GL(30), Shirley', background: 'shirley', isDoublet: false, ...carbon },
];

/** @returns of each problem what `fitSeries` is asked, what the peers are told, and whether the spectrum was measured */
export async function fitProblems() {
  return Promise.all(
    definitions.map(async (one) => {
      const components = readComponents(one.components);
      const measured = await measuredSpectrum(one);
      const spectrum = measured ?? simulatedSpectrum(one, components);
      const setup = {
        spectra: [spectrum],
        components,
        regionOf: components.map(() => one.region),
        stepCount: 1,
        texts: { ...noTexts, ...one.texts },
      };
      const request = {
        background: one.background,
        slope: false,
        endpoints: one.endpoints ?? 5,
        positions: 'common',
        weights: 'counts',
        starts: 1,
      };
      const { title, isDoublet, parameters, lines, cast } = one;
      const peer = { parameters, lines, ...(cast === undefined ? {} : { cast }) };
      return { title, isDoublet, setup, request, peer, isMeasured: measured !== undefined };
    }),
  );
}

const sigmaOf = (value, countsPerUnit) => Math.sqrt(Math.max(countsPerUnit * value, 1)) / countsPerUnit;

function spectrumOf({ region, countsPerUnit = 1 }, energiesEv, values, recording) {
  return {
    region,
    step: 0,
    recording,
    table: 0,
    energiesEv,
    values,
    sigmas: values.map((value) => sigmaOf(value, countsPerUnit)),
    sigmaSource: 'assumed-counts',
    unit: 'counts',
    rows: Int32Array.from(values, (_, i) => i + 1),
    repeats: 1,
    settings: { variables: [] },
  };
}

async function measuredSpectrum(one) {
  const [file, table, [low, high]] = one.file;
  const path = join(shared, file);
  if (!existsSync(path)) return undefined;
  const recording = await readRecording(fileFromBytes(file, new Uint8Array(readFileSync(path))));
  const read = recording.tables[table];
  const energies = bindingEnergies(read);
  const signal = read.columns.filter(isNumberColumn).find(({ kind }) => kind === 'counts' || kind === 'intensity');
  const rows = [...energies.keys()]
    .filter((i) => energies[i] >= low - 1e-6 && energies[i] <= high + 1e-6)
    .sort((a, b) => energies[a] - energies[b]);
  const take = (from) => Float64Array.from(rows, (i) => from[i]);
  return spectrumOf(one, take(energies), take(signal.values), file);
}

/** Counts with noise of the model that is fitted, over the background that its lines cast. */
function simulatedSpectrum(one, components) {
  const { region, file, step, countsPerUnit = 1, truth } = one;
  const [low, high] = file[2];
  const energiesEv = Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  const empty = spectrumOf(one, energiesEv, new Float64Array(energiesEv.length), 'simulated');
  const model = spectrumModel(empty, components, planBackground('active-shirley', empty, { endpointPoints: 5 }));
  const { numbers, offset, step: castStep } = model.numbers;
  const leader = components[0].name;
  const values = Float64Array.from(numbers, ({ name, usual }) => {
    const own = name.slice(name.lastIndexOf('.') + 1);
    const known =
      truth[name] ?? truth[own] ?? (own === 'area' || own === 'position' ? undefined : truth[`${leader}.${own}`]);
    return known ?? usual;
  });
  values[offset] = truth.base;
  values[castStep] = truth.step;
  const expected = model.background(values);
  for (let c = 0; c < components.length; c++) {
    const curve = model.curve(c, values);
    for (let i = 0; i < expected.length; i++) expected[i] += curve[i];
  }
  const random = createRandom(region.charCodeAt(0));
  const counted = expected.map((mean) => poisson(mean * countsPerUnit, random) / countsPerUnit);
  return spectrumOf(one, energiesEv, counted, 'simulated');
}

/** Components of the simulated series, typed as one reads them off the first step. */
export function seriesComponents({ positionsEv }) {
  const at = (name) => positionsEv[name].toFixed(1);
  return [
    `Ti4+ = Ti 2p @ ${at('Ti4+')}`,
    `Ti3+ = Ti 2p @ ${at('Ti3+')}`,
    `Zr4+ = Zr 3d @ ${at('Zr4+')}`,
    `O film = O 1s @ ${at('O film')}`,
    `O substrate = O 1s @ ${at('O substrate')}`,
    `SiO4 = Si 2p @ ${at('SiO4')}`,
    `PO4 = P 2p @ ${at('PO4')}`,
    `Na+ = Na 1s @ ${at('Na+')}`,
  ];
}

/** Seven steps of six lines as a file that was read, with the options of their analysis. */
export async function seriesProblem() {
  const drawn = randomSeriesTruth(createRandom(1));
  const [{ name, text }] = simulatePhotoemission(drawn.truth, 1);
  const recording = await readRecording(fileFromBytes(name, new TextEncoder().encode(text)));
  const options = photoemissionOptions.parse({ component: seriesComponents(drawn) });
  return { recordings: [{ label: name, conditions: {}, recording }], sample: {}, options };
}

import type { Result } from '../../execution/task.js';
import type { Figure } from '../../figure/figure.js';
import { arrheniusPanel, bodePanel, nyquistPanel } from '../../figure/test-support/sample-figures.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { AnalysisOutcome, StudyResult } from '../../study/study-result.js';

export function quantity(
  value: number | null,
  sigma: number | null,
  unit: string,
  more: Partial<Quantity> = {},
): Quantity {
  return { value, sigma, unit, ...more };
}

const temperatures = [25, 40, 60, 80];
const hash = (digit: number): string => `${digit}`.repeat(8) + 'deadbeef'.repeat(7);

const nyquist: Figure = {
  id: 'nyquist',
  caption: 'Impedance of NZSP pellets from 25 to 80 °C with fits (lines).',
  panels: [nyquistPanel()],
};
const arrhenius: Figure = {
  id: 'arrhenius',
  caption: 'Arrhenius plot; the activation energy is 0.310(4) eV (ln σT form).',
  panels: [arrheniusPanel()],
};
const bode: Figure = { id: 'bode', caption: 'Modulus against frequency, residuals below.', panels: [bodePanel()] };

const conductivity: Result = {
  technique: 'impedance',
  version: '0.1.0',
  quantities: {
    activationEnergy: quantity(0.3102, 0.0041, 'eV', { interval95: [0.3011, 0.3194] }),
    conductivity25C: quantity(5.31e-4, 1.2e-5, 'S/cm', { interval95: [5.06e-4, 5.55e-4] }),
    'grainBoundary.capacitance': quantity(null, null, 'F', {
      interval95: [null, 3.2e-9],
      note: 'the arc has no apex in the measured window',
    }),
  },
  series: temperatures.map((temperature, i) => ({
    label: `pellet-${temperature}C`,
    conditions: { temperature: quantity(temperature, null, 'degC') },
    quantities: {
      R0: quantity(12.1 - i, 0.21, 'Ohm'),
      R1: quantity(180.4 / (i + 1), 0.9, 'Ohm', { interval95: [178.5 / (i + 1), 182.4 / (i + 1)] }),
      'CPE1.Q': quantity(3.21e-8, 4e-10, 'S s^n'),
      'CPE1.n': quantity(0.9012, 0.0021, '1'),
      conductivity: quantity(5.31e-4 * (i + 1), 1.2e-5, 'S/cm'),
      ...(i > 1 ? { R2: quantity(null, null, 'Ohm', { interval95: [null, 14], note: 'no apex' }) } : {}),
    },
    findings:
      i > 1
        ? [
            {
              code: 'not-identifiable',
              severity: 'warning' as const,
              message: 'R2 is not identifiable from this window: its apex lies above 7 MHz. Quote the sum of the arcs.',
              where: 'R2',
            },
          ]
        : [],
  })),
  findings: [
    {
      code: 'arrhenius-form',
      severity: 'info',
      message: 'The activation energy is that of ln(σT); ln σ gives 0.282(4) eV. Say in the text which one is meant.',
    },
    { code: 'at-bound', severity: 'warning', message: 'CPE2.n ended at its bound of 1. Try a capacitor in its place.' },
  ],
  tables: [
    {
      id: 'arcs',
      caption: 'Arcs and what their capacitance says.',
      columns: [
        { name: 'arc', unit: '' },
        { name: 'resistance', unit: 'Ohm' },
        { name: 'capacitance', unit: 'F' },
        { name: 'origin', unit: '' },
      ],
      rows: [
        ['R1', quantity(180.4, 0.9, 'Ohm'), 4.4e-11, 'bulk, "likely"'],
        ['R2', quantity(null, null, 'Ohm', { interval95: [null, 14] }), null, 'grain boundary'],
      ],
    },
  ],
  figures: [nyquist, arrhenius, bode],
  methods: [
    'Impedance was measured from 7 MHz to 0.1 Hz at 4 temperatures and fitted with the circuit L0-R0-p(R1,CPE1)-CPE2 (modulus weights).',
    'The linear Kramers-Kronig test passed for all spectra.',
  ],
  provenance: {
    inputs: temperatures.map((temperature, i) => ({
      name: `pellet-${temperature}C.mpt`,
      path: `raw/conductivity/pellet-${temperature}C.mpt`,
      label: `pellet-${temperature}C`,
      conditions: { temperature: quantity(temperature, null, 'degC') },
      sha256: hash(i + 1),
      bytes: 20_413 + i,
      format: 'biologic-mpt',
    })),
    options: {
      weights: 'modulus',
      circuit: 'L0-R0-p(R1,CPE1)-CPE2',
      drt: false,
      frequencyRange: [0.1, 7e6],
      track: null,
    },
    sample: {
      name: 'pellet',
      composition: 'Na3Zr2Si2PO12',
      thickness: quantity(1, 0.02, 'mm'),
      diameter: quantity(12, 0.1, 'mm'),
    },
  },
};

/** A text that would break a page, a table or a path if it were let through. */
export const hostile = `<script>alert("x")</script> & 'co' ../../etc`;

const ageing: Result = {
  ...conductivity,
  quantities: { growthExponent: quantity(0.47, 0.09, '1', { interval95: [0.29, 0.66], note: hostile }) },
  series: [],
  findings: [
    { code: 'kramers-kronig', severity: 'error', message: `The spectrum drifts. ${hostile}`, where: hostile },
    {
      code: 'growth-law-undecided',
      severity: 'warning',
      message:
        'Four times cannot tell a parabolic from a logarithmic law (ΔAICc 0.8). Measure longer before calling it diffusion.',
    },
  ],
  tables: [],
  figures: [],
  methods: [],
  provenance: {
    ...conductivity.provenance,
    inputs: [{ ...conductivity.provenance.inputs[0]!, path: hostile, name: hostile }],
  },
};

const failed: AnalysisOutcome = {
  id: 'polarization',
  technique: 'polarization',
  failure: {
    code: 'missing-column',
    message: `raw/dc/pellet.csv has no column with a current; ${hostile}`,
    hint: 'name the column in the header, like I/mA',
    where: { file: 'raw/dc/pellet.csv', line: 1 },
  },
  fromCache: false,
};

export function sampleStudy(): StudyResult {
  return {
    title: 'TiO₂-coated NZSP against sodium metal',
    version: '0.1.0',
    style: 'double-column',
    samples: { pellet: conductivity.provenance.sample },
    analyses: [
      { id: 'conductivity', technique: 'impedance', result: conductivity, fromCache: false },
      { id: 'ageing-coated', technique: 'impedance', result: ageing, fromCache: true },
      failed,
    ],
    items: [
      {
        name: 'S2',
        caption:
          '(a) EIS of NZSP pellets from 25 °C to 80 °C. (b) Arrhenius plot; the activation energy is 0.310(4) eV.',
        figure: { id: 'S2', caption: 'S2', panels: [nyquistPanel(), arrheniusPanel()] },
        analyses: ['conductivity'],
      },
      {
        name: 'S3',
        caption: 'Polarization of the pellet.',
        analyses: ['polarization'],
        missing: 'the analysis polarization failed',
      },
      {
        name: 'Table S1',
        caption: 'Arcs of the pellet at 25 °C.',
        table: conductivity.tables[0]!,
        analyses: ['conductivity'],
      },
    ],
    findings: [
      {
        code: 'interface-against-interface',
        severity: 'warning',
        message:
          'The interface resistance from cycling, 42(3) Ω cm², and from impedance, 84(2) Ω cm², differ by a factor of two: was one spectrum entered as the whole arc?',
      },
      { code: 'unused-file', severity: 'info', message: 'No analysis uses this file.', where: 'raw/notes.txt' },
    ],
    studySha256: hash(9),
  };
}

/** What simulated photoelectron spectra are made of: the schema of the truth. Everything that is seen follows from it. */
import { z } from 'zod';

const positive = z.number().positive().max(1e9);
const share = z.number().min(0).max(1e6);
const energy = z.number().min(-1e5).max(1e5);
/** Widths so narrow or wide are no lines; a Lorentzian width may be left out altogether. */
const gaussian = z.number().min(0.05).max(20).describe('Full width at half maximum, eV.');
const lorentzian = z.union([z.literal(0), z.number().min(0.05).max(20)]).describe('Full width at half maximum, eV.');
/** A number, or its values in a layer with x = 0 and x = 1, between which it runs straight. */
const withX = z.union([share, z.tuple([share, share])]);
const name = z.string().min(1).max(100);

const band = z.strictObject({
  vbmEv: energy.describe('Valence-band maximum, where the straight onset of the states begins.'),
  crossSection: positive.describe('Of the whole band in a formula unit, relative to C 1s.'),
  gaussianEv: gaussian,
  states: z
    .array(z.tuple([z.number().min(0).max(100), share]))
    .min(2)
    .max(50)
    .describe('Corners of the density of states: [eV below the maximum, height in any unit], the first at 0 eV.'),
});

const material = z.strictObject({
  atoms: z.record(name, withX).describe('Atoms in a formula unit.'),
  unitsPerNm3: positive.describe('Formula units in a cubic nanometre.'),
  attenuationNm: z
    .record(name, withX)
    .describe('Attenuation lengths by line; `Valence band` for the band. Others follow by their kinetic energy.'),
  band: band.optional(),
});

const lineState = z.strictObject({
  name,
  material: name,
  positionEv: energy.describe('Of the major line against the Fermi level, in a sample that is not shifted.'),
  share: withX.default(1).describe('Of the atoms of its element in that material.'),
  gaussianEv: gaussian.optional(),
  lorentzianEv: lorentzian.optional(),
});

const line = z.strictObject({
  element: name,
  crossSection: positive.describe('Of the whole doublet, relative to C 1s.'),
  gaussianEv: gaussian,
  lorentzianEv: lorentzian,
  doublet: z
    .strictObject({
      splittingEv: positive.max(100),
      ratio: positive.max(10).describe('Area of the minor line over that of the major one.'),
      costerKronigEv: share.max(20).default(0).describe('Lorentzian width that the minor line has beyond the major.'),
    })
    .optional(),
  states: z.array(lineState).min(1).max(50),
});

const broadeningEv = z.number().min(0).max(20);
/** What a region shows that is not made of the lines and bands of the sample. */
const fermiEdge = z.strictObject({
  ratePerS: positive,
  slopePerEv: z.number().min(-10).max(10).describe('Relative change of the density of states by eV below the edge.'),
  temperatureK: positive.max(5000),
  broadeningEv,
});
const cutoff = z.strictObject({ ratePerS: positive, riseEv: positive, decayEv: positive, broadeningEv });
const lampBand = z.strictObject({ ratePerS: positive, broadeningEv });

const region = z.strictObject({
  title: name.optional().describe('As the file names it: the line or lines; without it the name it has here.'),
  fromEv: energy,
  toEv: energy,
  stepEv: positive,
  passEnergyEv: positive,
  dwellS: positive,
  scans: z.int().min(1).max(10_000),
  gain: positive.default(1).describe('Intensity relative to that of the regions with gain 1.'),
  broadeningEv: broadeningEv.default(0).describe('Gaussian width that a wide pass energy adds in squares.'),
  background: z.strictObject({
    ratePerS: share.describe('At the lowest binding energy.'),
    slopePerSEv: z.number().min(-1e6).max(1e6).default(0),
    shirleyPerEv: share.default(0).describe('Step beneath the lines, as a share of their area below.'),
    tougaard: z
      .strictObject({ b: positive, c: positive })
      .optional()
      .describe('Constants (eV^2) of the losses B T/(C + T^2)^2.'),
  }),
  lamp: z.strictObject({ excitationEv: positive, source: name }).optional().describe('In place of the X-ray source.'),
  fermiEdge: fermiEdge.optional().describe('Of a metal that does not follow the sample.'),
  cutoff: cutoff.optional().describe('Of the secondary electrons; lies where the work function of the step says.'),
  lampBand: lampBand.optional().describe('Band of the uppermost layer as a lamp shows it.'),
});

const layer = z.strictObject({
  material: name,
  thicknessNm: share.max(1e6).optional().describe('Left out for the lowest layer alone, which has no end.'),
  unitsPerNm2: positive
    .optional()
    .describe('Formula units in a square nanometre of the layer, whatever its thickness.'),
  x: z.number().min(0).max(1).default(0),
});

const step = z.strictObject({
  value: z.number().optional().describe('Of the variable of the file.'),
  sample: name.optional(),
  layers: z.array(layer).max(20).default([]).describe('From the surface down; none for a bare metal clip.'),
  shiftEv: energy.default(0).describe('Of all lines and bands of the sample: bending of its bands.'),
  chargingEv: energy.default(0).describe('Of all lines and bands of the sample: charge that does not flow off.'),
  axisEv: energy.default(0).describe('Of everything, the Fermi edge too: a wrong energy axis.'),
  workFunctionEv: positive.optional(),
  regions: z.array(name).min(1).max(50).optional().describe('In place of those of the file.'),
});

const file = z.strictObject({
  name,
  sample: name,
  startTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, 'is written as 2025-03-03T09:00:00'),
  variable: z.strictObject({ label: name, unit: name }).optional(),
  regions: z.array(name).max(50).default([]),
  steps: z.array(step).min(1).max(200),
});

const MOST_POINTS = 20_000;

export const photoemissionTruth = z
  .strictObject({
    instrument: z.strictObject({
      excitationEv: positive,
      source: name,
      workFunctionEv: positive,
      emissionAngleDeg: z.number().min(0).lt(85).describe('From the surface normal.'),
      intensity: positive.describe('Counts/s times eV for one atom in a square nanometre with cross-section 1.'),
      transmissionExponent: z
        .number()
        .min(-3)
        .max(3)
        .describe('Transmission as a power of the kinetic energy over 1 keV; other than 0 it is written in the file.'),
    }),
    materials: z.record(name, material),
    lines: z.record(name, line),
    regions: z.record(name, region),
    files: z.array(file).min(1).max(100),
  })
  .superRefine((truth, context) => {
    const mistake = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: undefined });
    for (const [title, { fromEv, toEv, stepEv }] of Object.entries(truth.regions)) {
      const steps = (toEv - fromEv) / stepEv;
      if (!(steps >= 1)) mistake(['regions', title, 'toEv'], 'must lie at least a step above fromEv');
      else if (steps >= MOST_POINTS) mistake(['regions', title, 'stepEv'], `makes more than ${MOST_POINTS} points`);
    }
    for (const [title, { states }] of Object.entries(truth.lines)) {
      for (const [s, state] of states.entries()) {
        if (Object.hasOwn(truth.materials, state.material)) continue;
        mistake(['lines', title, 'states', s, 'material'], `there is no material ${state.material}`);
      }
    }
    for (const [title, { atoms, attenuationNm, band: states }] of Object.entries(truth.materials)) {
      const given = Object.keys(attenuationNm).filter((key) => key === VALENCE_BAND || Object.hasOwn(truth.lines, key));
      if (given.length === 0 || given.length < Object.keys(attenuationNm).length) {
        mistake(['materials', title, 'attenuationNm'], 'names the lines of this truth, at least one of them');
      }
      if (
        Object.values(attenuationNm)
          .flat()
          .some((length) => !(length > 0))
      ) {
        mistake(['materials', title, 'attenuationNm'], 'lengths are positive');
      }
      if (Object.keys(atoms).length === 0) mistake(['materials', title, 'atoms'], 'has no atoms');
      const corners = states?.states ?? [];
      if (corners.some(([at], k) => (k === 0 ? at !== 0 : at <= corners[k - 1]![0]))) {
        mistake(['materials', title, 'band', 'states'], 'begins at 0 eV and goes down from corner to corner');
      }
    }
    for (const [f, { steps, regions }] of truth.files.entries()) {
      for (const [s, { layers, regions: own }] of steps.entries()) {
        const path = ['files', f, 'steps', s];
        for (const title of own ?? regions) {
          if (!Object.hasOwn(truth.regions, title)) mistake([...path, 'regions'], `there is no region ${title}`);
        }
        if ((own ?? regions).length === 0) mistake([...path, 'regions'], 'neither the step nor its file names regions');
        for (const [k, { material: of, thicknessNm, unitsPerNm2 }] of layers.entries()) {
          const at = [...path, 'layers', k];
          if (!Object.hasOwn(truth.materials, of)) mistake([...at, 'material'], `there is no material ${of}`);
          if ((thicknessNm === undefined) !== (k === layers.length - 1)) {
            mistake([...at, 'thicknessNm'], 'stands in all layers but the lowest');
          }
          if (unitsPerNm2 !== undefined && !(thicknessNm! > 0)) {
            mistake([...at, 'unitsPerNm2'], 'needs a thickness above 0');
          }
        }
      }
    }
  });

/** Under this name materials give the attenuation length of valence electrons. */
export const VALENCE_BAND = 'Valence band';

export type PhotoemissionTruth = z.output<typeof photoemissionTruth>;
/** As it is typed, with its defaults left out. */
export type TypedPhotoemissionTruth = z.input<typeof photoemissionTruth>;
export type MaterialTruth = PhotoemissionTruth['materials'][string];
export type LineTruth = PhotoemissionTruth['lines'][string];
export type RegionTruth = PhotoemissionTruth['regions'][string];
export type StepTruth = PhotoemissionTruth['files'][number]['steps'][number];

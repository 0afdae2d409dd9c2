/**
 * Every option of a photoemission analysis: the one place where an option, its unit, default and description exist. Flags,
 * study.yaml, JSON Schema and the reference page are made from it.
 */
import { z } from 'zod';
import { excludeField } from '../excluded-rows.js';
import { quantityField } from '../sample-schema.js';
import { backgroundNames } from './background/background.js';

const texts = () => z.array(z.string()).default([]);

export const photoemissionOptions = z.object({
  component: texts().describe(
    'A line to fit: name = line @ binding energy, e.g. "Ti4+ = Ti 2p @ 459.0" (a doublet by itself), "C-O = C 1s @ 286.3 shape gl(30)", "Na Auger = Na KLL @ 535.5 in O 1s"; repeatable. Without any, areas above the background are given.',
  ),
  shape: z
    .string()
    .default('voigt')
    .describe('Shape of components that name none: voigt, gl(30), sgl(30), doniach (metals), la(1.2,1.5).'),
  background: z
    .enum(backgroundNames)
    .default('active-shirley')
    .describe(
      'What lies under the lines: active-shirley, active-tougaard and linear are part of the fit; shirley, smart (Shirley clipped to the data), tougaard, tougaard-u3 and tougaard-u4 are made before it.',
    ),
  backgroundSlope: z.boolean().default(false).describe('Adds a straight slope to active backgrounds.'),
  backgroundCheck: z
    .boolean()
    .default(true)
    .describe('Repeats the fit with other backgrounds and reports how far shares and positions depend on that choice.'),
  tougaard: texts().describe(
    'Constants of the Tougaard kernel in eV^2, e.g. "C=1643", "D=275"; without them those of the universal kernel.',
  ),
  endpoints: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('Points averaged at each end of a region, for backgrounds that are made to meet its ends.'),
  window: texts().describe(
    'Binding energies that are fitted, e.g. "Ti 2p = 453:471", or "453:471" for all regions; repeatable. Without it: the whole region.',
  ),
  positions: z
    .enum(['auto', 'common', 'lines', 'free'])
    .default('auto')
    .describe(
      'How lines move from step to step. common: all lines of a step by the same shift; lines: one shift for each region; free: every component by itself; auto: common unless the data contradict it.',
    ),
  weights: z
    .enum(['counts', 'model'])
    .default('counts')
    .describe(
      'Uncertainty of each point: counts takes the root of the counts measured, model the root of those fitted (better below some 30 counts).',
    ),
  fix: texts().describe(
    'Number held at a value, e.g. "Ti4+.splitting=5.70"; without a value where it starts; repeatable.',
  ),
  free: texts().describe('Number refined although it is held by default, e.g. "Ti4+.ratio"; repeatable.'),
  tie: texts().describe(
    'Number kept in a relation to another, e.g. "Ti3+.position=Ti4+.position-1.8" or "A.area=0.5*B.area"; repeatable.',
  ),
  untie: texts().describe(
    'Components of one line share their widths, splitting and ratio; this gives one its own, e.g. "Ti3+.gaussian" or "*.fwhm"; repeatable.',
  ),
  bounds: texts().describe('Bounds of a number, e.g. "Ti3+.position=456:458"; repeatable.'),
  start: texts().describe('Start value of a number, e.g. "Ti4+.gaussian=1.1"; repeatable.'),
  perStep: texts().describe(
    'Number that may differ from step to step although it is shared by default, e.g. "Ti4+.gaussian"; repeatable.',
  ),
  starts: z
    .int()
    .min(1)
    .max(50)
    .default(4)
    .describe('Starts of each fit: how many of them reach the same minimum is reported.'),
  excitation: quantityField('eV')
    .optional()
    .describe('Photon energy, where the file has none or a wrong one, e.g. "1486.6 eV".'),
  repeats: z
    .enum(['sum', 'apart'])
    .default('sum')
    .describe('Scans or cycles of one region in one step: added up, or each taken for a step of its own.'),
  reference: z
    .string()
    .default('none')
    .describe(
      'Energy reference: none, "fermi edge", a component and its assigned energy, e.g. "C-C @ 284.8(2)", or a carbon component and the work function, e.g. "C-C by work function 4.5(1)".',
    ),
  edge: z
    .boolean()
    .default(false)
    .describe('Valence-band maximum by a linear edge, in the regions that show a valence band.'),
  edgeRegion: z.string().optional().describe('Region in which the valence-band maximum is looked for, by name.'),
  edgeWindow: z.string().optional().describe('Energies of the edge, e.g. "1.5:3.5". Without it: found.'),
  edgeBase: z.string().optional().describe('Energies of the baseline below the edge, e.g. "-8:-1". Without it: found.'),
  fermiEdge: z.boolean().default(false).describe('Fermi edge of a metal in contact with the sample.'),
  fermiRegion: z.string().optional().describe('Region in which the Fermi edge was measured, by name.'),
  cutoff: z.boolean().default(false).describe('Work function from the secondary cutoff (UPS).'),
  cutoffRegion: z.string().optional().describe('Region in which the secondary cutoff was measured, by name.'),
  temperature: quantityField('K').optional().describe('Temperature for the Fermi edge. Without it: 300 K.'),
  quantify: z
    .boolean()
    .default(true)
    .describe('Gives atomic fractions where lines of two or more elements are fitted.'),
  sensitivity: texts().describe(
    'Sensitivity factor of a line relative to C 1s, e.g. "Ti 2p=7.81"; repeatable. Without it: tabulated cross-sections.',
  ),
  transmission: z
    .enum(['none', 'file'])
    .default('none')
    .describe('Whether intensities are divided by the transmission that the file gives.'),
  emissionAngle: quantityField('deg')
    .optional()
    .describe('Angle of emission from the surface normal. Without it: 0 deg.'),
  substrate: texts().describe('Components of what lies under the overlayer, e.g. "Zr4+"; repeatable.'),
  film: texts().describe('Components of the overlayer, e.g. "Ti4+"; repeatable.'),
  attenuationLength: texts().describe(
    'Attenuation length of electrons in the overlayer, e.g. "2.9 nm", or for one component "Zr4+ = 2.69(30) nm"; repeatable.',
  ),
  filmMaterial: z
    .string()
    .optional()
    .describe('Overlayer with density and gap, e.g. "TiO2 3.7 g/cm^3 gap 3.4 eV": attenuation lengths by TPP-2M.'),
  substrateMaterial: z
    .string()
    .optional()
    .describe('Substrate with density and gap, e.g. "Na3Zr2Si2PO12 3.24 g/cm^3 gap 5 eV".'),
  bareStep: z
    .string()
    .optional()
    .describe(
      'Label of the step that shows the bare substrate. Without it: the first, unless film lines tell the thickness.',
    ),
  alignment: z
    .string()
    .optional()
    .describe('Band alignment by Kraut: a core level of the film and one of the substrate, e.g. "Ti4+ on Zr4+".'),
  filmLevel: quantityField('eV')
    .optional()
    .describe('Core level of the pure film less its valence-band maximum, e.g. "455.70(10) eV".'),
  substrateLevel: quantityField('eV')
    .optional()
    .describe('Core level of the pure substrate less its valence-band maximum, e.g. "178.40(10) eV".'),
  filmGap: quantityField('eV').optional().describe('Band gap of the film.'),
  substrateGap: quantityField('eV').optional().describe('Band gap of the substrate.'),
  augerParameter: z
    .string()
    .optional()
    .describe('Photoelectron and Auger component for the modified Auger parameter, e.g. "Na+ and Na KLL".'),
  exclude: excludeField,
});

export type PhotoemissionOptions = z.output<typeof photoemissionOptions>;

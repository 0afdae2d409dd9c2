/**
 * Every option of a powder diffraction analysis: the one place where an option, its unit, default and description exist.
 * Command-line flags, study.yaml, JSON Schema and the reference page are made from it.
 */
import { z } from 'zod';
import { excludeField } from '../excluded-rows.js';
import { fileField } from '../file-field.js';
import { quantityField } from '../sample-schema.js';

const structureFile = fileField({ extensions: ['.cif'], named: true });

/** Groups of numbers that are refined together. */
const refinable = [
  'background',
  'scale',
  'cell',
  'shift',
  'widths',
  'asymmetry',
  'size',
  'strain',
  'orientation',
  'positions',
  'displacements',
  'occupancies',
] as const;

export type Refinable = (typeof refinable)[number];

const addedToChoice = refinable.map((group) => `+${group}` as const);

export const powderDiffractionOptions = z.object({
  phase: z
    .array(structureFile)
    .default([])
    .describe(
      'Structure of a phase in the sample: a CIF, with a short name before it if you like, e.g. "zro2=cif/zirconia.cif"; repeatable. A CIF with several structures gives several phases.',
    ),
  candidate: z
    .array(structureFile)
    .default([])
    .describe(
      'Structures that may be in the sample: each is tried, and the result ranks them. Only your own files are searched; repeatable.',
    ),
  instrument: fileField({ extensions: ['.prm', '.inst', '.instprm'] })
    .optional()
    .describe(
      'Instrument parameters of the diffractometer (GSAS .prm, GSAS-II .instprm): wavelengths, polarization and widths. The widths are held, and sizes and strains of the phases refined, unless you refine +widths. Without it the pattern file says what it knows.',
    ),
  radiation: z
    .string()
    .optional()
    .describe(
      'CuKa, CuKa1, CoKa, MoKa, ... or wavelengths in angstrom, e.g. "1.5406" or "1.5405 1.5443" (Kalpha1 and Kalpha2); "neutron 1.494" for neutrons. Without it: as the pattern file or the instrument parameters say.',
    ),
  method: z
    .enum(['rietveld', 'pawley', 'le-bail'])
    .default('rietveld')
    .describe(
      'rietveld: intensities from the structures. pawley: intensities are refined. le-bail: intensities are shared out from the data. The last two need cell and symmetry only.',
    ),
  range: z.string().optional().describe('First and last 2theta that are used, e.g. "12:100". Without it: all points.'),
  excludeRegion: z
    .array(z.string())
    .default([])
    .describe('A region of 2theta left out, e.g. "43.1:43.8" for a line of the sample holder; repeatable.'),
  exclude: excludeField,
  background: z
    .int()
    .min(1)
    .max(36)
    .optional()
    .describe('Chebyshev terms of the background. Without it: about one for each 10 degrees.'),
  hump: z
    .array(z.string())
    .default([])
    .describe(
      'A broad hump of the background (glass, amorphous film): place and full width in degrees, e.g. "26:8"; repeatable.',
    ),
  shift: z
    .enum(['displacement', 'zero', 'both', 'none'])
    .optional()
    .describe(
      'What shifts the pattern: the height of the sample or the zero of the circle. The two are nearly the same, so one is refined: displacement in reflection geometry, zero otherwise.',
    ),
  geometry: z
    .enum(['bragg-brentano', 'debye-scherrer'])
    .optional()
    .describe(
      'Reflection from a flat sample, or a capillary. Without it: a capillary at a synchrotron, else reflection.',
    ),
  radius: quantityField('mm').optional().describe('Radius of the goniometer. Without it: of the file, else 200 mm.'),
  polarization: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'K of (1 + K cos² 2theta): 1 without monochromator, cos² of its 2theta with a graphite one (0.80 for Cu), 0 at a synchrotron. Without it: of the instrument parameters, else 1.',
    ),
  capillaryMuR: z.number().min(0).max(1).default(0).describe('Absorption of a capillary, mu R; not refined.'),
  refine: z
    .array(z.enum([...refinable, ...addedToChoice]))
    .optional()
    .describe(
      'What is refined, in place of what the program chooses; "+occupancies" refines a group beside it. Chosen: all but occupancies; atoms only of phases with enough of the intensity. Occupancies are those of sites that are partly empty or shared, in phases of 10 % by mass or more; any other single number: option bounds.',
    ),
  preferredOrientation: z
    .array(z.string())
    .default([])
    .describe('March-Dollase axis of a phase as h k l, e.g. "anatase=0 0 1"; repeatable.'),
  anisotropicStrain: z
    .array(z.string())
    .default([])
    .describe('Names of phases whose strain broadening depends on the direction (Stephens); repeatable.'),
  internalStandard: z
    .string()
    .optional()
    .describe(
      'Phase that was weighed in and its share, e.g. "zno=10.0(1) %": weight fractions become absolute, and what is missing to 100 % is amorphous.',
    ),
  particleDiameter: z
    .array(z.string())
    .default([])
    .describe(
      'Diameter of the grains of a phase, measured by other means, e.g. "zno=0.5(1) um": weight fractions are also given with microabsorption after Brindley; repeatable.',
    ),
  scattering: z
    .enum(['waasmaier-kirfel-chantler', 'it92-cromer-liberman'])
    .default('waasmaier-kirfel-chantler')
    .describe('Tables of scattering factors and of their anomalous terms.'),
  profileCheck: z
    .boolean()
    .default(true)
    .describe('Refine once more with other descriptions of the lines, to say how far the cell depends on them.'),
  sequential: z
    .boolean()
    .default(true)
    .describe('In a series each pattern starts from the result of the one before; else all start alike.'),
  fix: z
    .array(z.string())
    .default([])
    .describe(
      'Parameter held at a value, e.g. "zro2.scale=0" or "Y=0.06"; "nzsp.Na1.x" alone holds it where it starts; repeatable.',
    ),
  tie: z
    .array(z.string())
    .default([])
    .describe('Parameter kept equal to another or a multiple, e.g. "nzsp.O1.uIso=nzsp.O2.uIso"; repeatable.'),
  bounds: z
    .array(z.string())
    .default([])
    .describe(
      'Bounds of a parameter, e.g. "nzsp.Na1.occupancy=0.5:1", which is then refined even where the program would not; repeatable.',
    ),
  start: z.array(z.string()).default([]).describe('Start value of a parameter, e.g. "nzsp.a=15.65"; repeatable.'),
});

export type PowderDiffractionOptions = z.output<typeof powderDiffractionOptions>;

/**
 * Every option of a cycling analysis: the one place where an option, its unit, default and description exist. Command-line
 * flags, study.yaml, JSON Schema and the reference page are made from it.
 */
import { z } from 'zod';
import { quantityField } from '../sample-schema.js';

export const cyclingOptions = z.object({
  cell: z
    .enum(['symmetric', 'full', 'half'])
    .optional()
    .describe(
      'symmetric: two equal electrodes; full: cathode against anode, positive current charges; half: an electrode against the metal, negative current inserts. Without it the mean potential decides, and the result says so.',
    ),
  join: z
    .boolean()
    .default(false)
    .describe(
      'The files are parts of one test: join them with continuous time. Without it each file is a test of its own.',
    ),
  halfCycles: z
    .enum(['current', 'step', 'instrument'])
    .default('current')
    .describe(
      'What ends a half cycle: a reversal of the current, a new program step, or the numbering of the instrument. The others are counted beside it.',
    ),
  currentThreshold: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.005)
    .describe('Currents below this share of the usual current count as rest.'),
  first: z
    .enum(['positive', 'negative'])
    .optional()
    .describe('Direction of the current that begins a cycle. Without it: that of the first half cycle.'),
  overpotential: z
    .enum(['plateau', 'mean', 'end'])
    .default('plateau')
    .describe('Overpotential of a half cycle: median of its middle half, mean over time, or last value.'),
  formationCycles: z
    .int()
    .min(0)
    .optional()
    .describe(
      'So many first cycles are formation. Without it: until the overpotential of a symmetric cell stops falling; 0 for others.',
    ),
  interfaces: z
    .union([z.literal(1), z.literal(2)])
    .default(2)
    .describe('Interfaces that share the overpotential of a symmetric cell.'),
  metal: z.enum(['Na', 'Li', 'K']).default('Na').describe('Metal that is plated, for the thickness plated.'),
  ohmicResistance: quantityField('Ohm cm^2')
    .optional()
    .meta({ takenFrom: { technique: 'impedance', quantities: ['pelletResistance'] } })
    .describe(
      'Resistance of the electrolyte times area, from the impedance of the same cell: an overpotential below this times the current density is a short, and what is left above it is the interfaces. In a study it is taken from the impedance of the same sample; "none" switches that off.',
    ),
  referenceCycle: z
    .int()
    .min(1)
    .optional()
    .describe('Cycle that the capacity retention refers to. Without it: the first whole cycle after formation.'),
  endOfLife: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.8)
    .describe('Share of the reference capacity at which the life of the cell ends.'),
  theoreticalCapacity: quantityField('mAh/g')
    .optional()
    .describe('Capacity that the active material can have at most, e.g. "117.6 mAh/g".'),
  rate: z
    .number()
    .positive()
    .optional()
    .describe('C-rate as stated, e.g. 0.1; checked against current, mass and theoretical capacity.'),
  currentOffset: quantityField('A')
    .optional()
    .describe(
      'Uncertainty of the zero of the current, e.g. "20 nA" (a typical instrument: 0.1 % of its range). It limits how well a coulombic efficiency is known.',
    ),
  currentGain: z
    .number()
    .min(0)
    .max(0.1)
    .default(0.001)
    .describe('Relative uncertainty of the current scale, common to all cycles.'),
  show: z
    .array(z.int().min(1))
    .default([])
    .describe('Cycles drawn in the profiles; repeatable. Without it: first, some between, last.'),
  differential: z.boolean().default(false).describe('Differential capacity dQ/dV of the cycles drawn.'),
  window: quantityField('mV').optional().describe('Smoothing window of dQ/dV, in potential. Without it: 10 mV.'),
  titration: z
    .enum(['none', 'gitt', 'pitt'])
    .default('none')
    .describe(
      'gitt: current pulses and rests are evaluated as a galvanostatic intermittent titration; pitt: steps of potential as a potentiostatic one.',
    ),
  molarMass: quantityField('g/mol').optional().describe('Molar mass of the host (titration) in g/mol.'),
  molarVolume: quantityField('cm^3/mol').optional().describe('Molar volume of the host (titration).'),
  contactArea: quantityField('cm^2')
    .optional()
    .describe('Area between electrode and electrolyte (titration). Without it: the area of the sample.'),
  diffusionLength: quantityField('um')
    .optional()
    .describe('Diffusion length (titration): half a film, or the radius of a particle.'),
  film: z
    .string()
    .optional()
    .describe(
      'Layer of the stack whose insertion is counted, e.g. "TiO2": ions per formula unit from the charge marked as insertion.',
    ),
  films: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe('Films that share the insertion charge.'),
  filmDensity: quantityField('g/cm^3').optional().describe('Density of the film, e.g. "3.7(1) g/cm^3".'),
  filmMolarMass: quantityField('g/mol').optional().describe('Molar mass of the film, e.g. "79.866 g/mol".'),
  filmCharge: quantityField('mA h').optional().describe('Charge that went into the film, as marked by the user.'),
  filmIons: quantityField('1')
    .optional()
    .describe(
      'Ions per formula unit where they are known from elsewhere, e.g. "0.84(3)": the charge then gives the thickness of the film, or its density where the stack has the thickness.',
    ),
  filmUntil: z
    .string()
    .optional()
    .describe(
      'End of the insertion in the first half cycle: a time ("1126 s"), a charge ("0.35 uAh") or a potential ("0.05 V").',
    ),
});

export type CyclingOptions = z.output<typeof cyclingOptions>;

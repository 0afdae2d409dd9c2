import type { Command } from 'commander';
import { isInterphaseError, withPlace } from '../errors.js';
import { parseQuantity } from '../quantity/parse.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Sample } from '../techniques/sample.js';

/** The geometry that can be given on the command line; the rest of a sample has its place in study.yaml. */
const sampleFlags = {
  thickness: { unit: 'mm', text: 'thickness of the sample, e.g. "1.18(2) mm"' },
  diameter: { unit: 'mm', text: 'diameter of the electrodes, e.g. "10.2 mm"' },
  area: { unit: 'cm^2', text: 'area of the electrodes, e.g. "0.785 cm^2"' },
  mass: { unit: 'mg', text: 'mass of the active material, e.g. "3.27 mg"' },
} as const;

type SampleField = keyof typeof sampleFlags;

/** Names that no option of a technique may have, because the command line gives them to all techniques. */
export const commonFlags: readonly string[] = [
  ...Object.keys(sampleFlags),
  'conditions',
  'conditionColumn',
  'out',
  'json',
  'help',
];

export function addSampleFlags(command: Command): void {
  for (const [name, { text }] of Object.entries(sampleFlags)) command.option(`--${name} <quantity>`, text);
}

/** @throws `not-a-quantity`, `wrong-dimension` or `unknown-unit`, naming the flag. */
export function typedSample(values: Readonly<Record<string, unknown>>): Sample {
  const sample: Partial<Record<SampleField, Quantity>> = {};
  for (const [name, { unit }] of Object.entries(sampleFlags)) {
    const text = values[name];
    if (typeof text !== 'string') continue;
    try {
      sample[name as SampleField] = parseQuantity(text, unit);
    } catch (error) {
      throw isInterphaseError(error) ? withPlace(error, { path: `--${name}` }) : error;
    }
  }
  return sample;
}

/** A small technique and results for the tests of this folder. */
import { z } from 'zod';
import { fail } from '../../errors.js';
import type { AnalysisTask, Result, TaskInput } from '../../execution/task.js';
import { version } from '../../execution/version.js';
import type { Quantity } from '../../quantity/quantity.js';
import { quantityField } from '../../techniques/sample-schema.js';
import type { AnalysisResult, Technique } from '../../techniques/technique.js';

export const testTechnique: Technique = {
  name: 'impedance',
  shortName: 'eis',
  summary: 'A stand-in for impedance.',
  examples: [],
  options: z.object({
    circuit: z
      .string()
      .transform((text) => {
        if (text.includes('?')) throw fail('invalid-circuit', `"${text}" is no circuit`, 'write R0-p(R1,CPE1)');
        return text;
      })
      .optional(),
    track: z.string().optional(),
    weighting: z.enum(['unit', 'modulus']).default('modulus'),
    starts: z.int().min(0).default(20),
    cell: z.enum(['pellet', 'symmetric']).default('pellet'),
    amplitude: quantityField('mV').optional(),
  }),
  analyse: () => emptyAnalysis,
};

export const otherTechnique: Technique = { ...testTechnique, name: 'cycling', shortName: 'gc', options: z.object({}) };

const emptyAnalysis: AnalysisResult = {
  quantities: {},
  series: [],
  findings: [],
  tables: [],
  figures: [],
  methods: [],
};

export function quantity(value: number | null, sigma: number | null, unit: string): Quantity {
  return { value, sigma, unit };
}

/** The result of a task whose technique found nothing, with the parts that a test is about. */
export function resultOf(parts: Partial<Result> = {}, task?: AnalysisTask, hashes: readonly string[] = []): Result {
  const inputs: Result['provenance']['inputs'] = (task?.inputs ?? []).map((input: TaskInput, index) => ({
    name: input.path.slice(input.path.lastIndexOf('/') + 1),
    ...input,
    sha256: hashes[index] ?? '',
    bytes: 1,
    format: 'test',
  }));
  return {
    technique: 'impedance',
    version,
    ...emptyAnalysis,
    provenance: { inputs, options: task?.options ?? {}, sample: task?.sample ?? {} },
    ...parts,
  };
}

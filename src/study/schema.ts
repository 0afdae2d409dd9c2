import { z } from 'zod';
import { sampleSchema } from '../techniques/sample-schema.js';

export const nameRule = 'a name begins with a letter and holds only letters, digits, - and _';

/** Names of samples and analyses stand in `{analysis.quantity}`, so they hold no dot, space or brace. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, nameRule);

/** Whether a sample or an analysis can be called so. */
export function isName(text: string): boolean {
  return name.safeParse(text).success;
}

/** A condition as typed: text with unit; a bare number is left to the reader, which knows whether it needs a unit. */
const conditionText = z.union([z.string(), z.number()], { error: 'expected a number with its unit, e.g. 25 degC' });

const conditionName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a condition is named like temperature or time');

const recordingItem = z.union([
  z.string().min(1, 'expected a file name or a pattern'),
  z.strictObject({
    file: z.string().min(1).describe('Path of the file, from the folder of study.yaml.'),
    label: z
      .string()
      .min(1)
      .optional()
      .describe('Short name in tables and legends; the file name without extension otherwise.'),
    conditions: z
      .record(conditionName, conditionText)
      .default({})
      .describe('Conditions of this recording, e.g. { temperature: 25 degC }.'),
  }),
]);

/** What every analysis has, whatever its technique; the options of the technique stand beside it in the same map. */
export const analysisFields = z.looseObject({
  technique: z.string().describe('Technique, by its long or short name: impedance or eis.'),
  sample: z.string().optional().describe('Name of the sample that was measured.'),
  recordings: z
    .union([z.string().min(1, 'expected a file name or a pattern'), z.array(recordingItem).min(1, 'the list is empty')])
    .describe(
      'Files, from the folder of study.yaml: one pattern such as raw/nzsp-{temperature:degC}.mpt (its conditions are read from the names; * stands for anything), or a list of patterns and of { file, conditions }.',
    ),
  conditions: z
    .record(
      conditionName,
      z.union([
        z.strictObject({
          column: z
            .string()
            .min(1, 'expected the name of a column, e.g. Temperature/C')
            .describe('Column of the files that holds the condition, as name/unit or name, e.g. Temperature/C.'),
        }),
        z.array(conditionText).min(1, 'the list is empty'),
        conditionText,
      ]),
    )
    .optional()
    .describe(
      'Conditions that are not in the file names: one value for all recordings, a list with one for each, in order, or { column } to read them from the files.',
    ),
});

const itemSchema = z
  .strictObject({
    figure: z.union([z.string(), z.number()]).optional().describe('Number of the figure, e.g. S2.'),
    table: z.union([z.string(), z.number()]).optional().describe('Number of the table, e.g. S1.'),
    panels: z
      .array(
        z.string().regex(/^[^.\s]+\.\S+$/, 'expected analysis.figure or analysis.table, e.g. conductivity.nyquist'),
      )
      .min(1, 'the list is empty')
      .describe('What it shows, in order: analysis.figure (or analysis.table), e.g. conductivity.nyquist.'),
    caption: z
      .string()
      .optional()
      .describe('Caption; {analysis.quantity} is filled with the number, its uncertainty and its unit.'),
  })
  .refine(
    (item) => (item.figure === undefined) !== (item.table === undefined),
    'an item is either a figure or a table: give one of the two',
  );

/** The whole of study.yaml. What a technique's own options are is checked by that technique's schema. */
export const studySchema = z.strictObject({
  title: z
    .string({ error: 'expected the title of the study, as text' })
    .min(1, 'the title is empty')
    .describe('Title of the study.'),
  samples: z
    .record(name, sampleSchema)
    .default({})
    .describe('What was measured: geometry and composition, with uncertainties.'),
  analyses: z.record(name, analysisFields).describe('What is asked: technique + sample + recordings + options.'),
  checks: z
    .array(z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))))
    .default([])
    .describe('What must agree across analyses.'),
  document: z
    .strictObject({
      style: z.enum(['single-column', 'double-column']).default('single-column').describe('Width of the figures.'),
      items: z
        .array(itemSchema)
        .optional()
        .describe('Figures and tables in order. Without it: all figures of all analyses.'),
    })
    .default({ style: 'single-column' })
    .describe('Where it stands: figures, tables and captions.'),
});

export type StudyText = z.output<typeof studySchema>;

/** Keys that are known in the map at a path, to suggest from; empty where names are free. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const [first, , third] = path;
  if (path.length === 0) return Object.keys(studySchema.shape);
  if (first === 'samples' && path.length === 2) return Object.keys(sampleSchema.in.shape);
  if (first === 'analyses' && third === 'recordings') return ['file', 'label', 'conditions'];
  if (first === 'analyses' && third === 'conditions') return ['column'];
  if (first === 'document' && path.length === 1) return ['style', 'items'];
  if (first === 'document' && path.length === 3) return Object.keys(itemSchema.shape);
  return [];
}

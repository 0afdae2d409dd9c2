/** A small technique with options that name files, which gives files and structures: for tests of what is the same for all. */
import { z } from 'zod';
import { fail } from '../../errors.js';
import { fileField, fileOfText } from '../../techniques/file-field.js';
import type { Technique } from '../../techniques/technique.js';

/** The registry with this technique among the others; for `vi.mock`. */
export function registryWithPhases({ techniques }: { readonly techniques: readonly Technique[] }) {
  const all = [...techniques, phasesTechnique];
  const isCalled = (name: string) => (one: Technique) => one.name === name || one.shortName === name;
  return { techniques: all, findTechnique: (name: string) => all.find(isCalled(name)) };
}

const phases = { extensions: ['.cif'], named: true };
const instruments = { extensions: ['.prm'], named: false };

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

export const phasesTechnique = {
  name: 'phases',
  shortName: 'ph',
  summary: 'a technique for tests: says what stands in the files that its options name',
  examples: [],
  options: z.strictObject({
    phase: z.array(fileField(phases)).default([]).describe('Structures.'),
    candidate: z.array(fileField(phases)).default([]).describe('Structures that may be there.'),
    instrument: fileField(instruments).optional().describe('Instrument parameters.'),
    starts: z.int().default(1),
  }),
  accepts: ({ format }) => format === 'pattern',
  analyse({ recordings, options, files }) {
    const { phase, instrument } = options as { phase: string[]; instrument?: string };
    const read = phase.map((named) => fileOfText(files, named, phases)!);
    const broken = read.find((file) => text(file.bytes).includes('broken'));
    if (broken !== undefined) {
      throw fail('malformed-file', 'no cell', 'mend it', { file: broken.name, line: 2 });
    }
    const said = [
      ...phase.map((named, index) => `${named}: ${text(read[index]!.bytes)}`),
      ...(instrument === undefined ? [] : [`instrument: ${text(fileOfText(files, instrument, instruments)?.bytes)}`]),
    ].join('\n');
    const vector = [1, 0, 0] as const;
    return {
      quantities: {},
      series: recordings.map(({ label, conditions }) => ({ label, conditions, quantities: {}, findings: [] })),
      findings: [],
      tables: [],
      figures: [],
      methods: [said],
      files: [
        { name: 'what they say.cif', description: 'What was read.', mediaType: 'chemical/x-cif', text: said },
        { name: '../what:they?say.CIF', description: 'The same.', mediaType: 'chemical/x-cif', text: said },
      ],
      structures: phase.map((name) => ({
        name,
        formula: 'Si',
        spaceGroup: 'F d -3 m',
        cell: [vector, vector, vector],
        atoms: [],
        bonds: [],
        polyhedra: [],
        colours: {},
        view: { from: vector, up: vector },
      })),
    };
  },
} as Technique;

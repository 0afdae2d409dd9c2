import { stringify } from 'yaml';
import { techniques as allTechniques } from '../techniques/registry.js';
import type { Technique } from '../techniques/technique.js';
import { compilePattern, fileLabel } from './conditions.js';
import { filesBeside } from './files-beside.js';
import { type FileGroup, groupFiles, isGeneralFolder, sampleFolder } from './group-files.js';
import { compareNames } from './match-recordings.js';
import { type ProposedFiles, proposeOptionFiles } from './propose-option-files.js';

/** A file found in the folder of a new study. */
export interface FoundFile {
  /** Path from the folder of the study, with `/`. */
  readonly path: string;
  /** Long name of the technique its content belongs to; undefined when it was not recognised. */
  readonly technique?: string;
  /** What the file says of the instrument it comes from: the same text for the same instrument. Absent where nobody looked. */
  readonly instrument?: string;
}

/**
 * Proposes a study.yaml for a folder of raw files: one sample for each folder, one analysis for each series (files that
 * differ in numbers only), with its conditions read from the names and the files beside it that its options can name, and
 * comments that say what to fill in. The text loads as it is.
 *
 * @param title of the study, usually the name of the folder
 */
export function proposeStudy(
  found: readonly FoundFile[],
  title: string,
  techniques: readonly Technique[] = allTechniques,
): string {
  const recognised = found.filter(
    (file) => file.technique !== undefined && techniques.some(({ name }) => name === file.technique),
  );
  const sampleOf = sampleNames(recognised.map(({ path }) => path));
  const used = new Set<string>();
  const series = techniques.flatMap((technique) => {
    const paths = recognised.filter((file) => file.technique === technique.name).map(({ path }) => path);
    return [...sampleOf].flatMap(([folder, sample]) =>
      groupFiles(paths.filter((path) => sampleFolder(path) === folder)).map((group) => ({ technique, sample, group })),
    );
  });
  const folders = series.map(({ group }) => folderOf(group.files[0]!));
  const others = found.filter((file) => !recognised.includes(file)).map(({ path }) => path);
  const named = new Set<string>();
  const analyses = series.flatMap(({ technique, sample, group }, index) => {
    const isAlone = folders.filter((folder) => folder === folders[index]).length === 1;
    const beside = filesBeside(
      recognised.filter((file) => file.technique === technique.name),
      new Set(sampleOf.keys()),
    );
    const files = proposeOptionFiles(
      technique,
      others.filter((path) => beside.isFor(path, group.files)),
      beside.isOfOneInstrument,
    );
    for (const path of files.flatMap(({ candidates }) => candidates)) named.add(path);
    return analysis(technique, sample, group, files, analysisName(group.files[0]!, isAlone, used));
  });
  const nothing = '  # no recording was recognised in this folder; an analysis looks like this:';
  const lines = [
    `title: ${scalar(title.trim() === '' ? 'Untitled study' : title)}`,
    '',
    'samples:                      # what was measured: geometry and composition, with uncertainties',
    ...samples([...sampleOf.values()]),
    '',
    'analyses:                     # what is asked: technique + sample + recordings + options of the technique',
    ...(analyses.length === 0 ? [nothing, ...example(techniques[0])] : analyses),
    '',
    ...documentHint(figureExample(series, [...used])),
    ...leftOver(others.filter((path) => !named.has(path))),
  ];
  return `${lines.join('\n')}\n`;
}

/** A name for the sample of each folder, in the order of the folders. */
function sampleNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = [...new Set(paths.map(sampleFolder))].sort(compareNames);
  if (folders.length < 2) return new Map([[folders[0] ?? '', 'sample']]);
  const used = new Set<string>();
  return new Map(folders.map((folder) => [folder, uniqueName(folder, 'sample', used)]));
}

function samples([first, ...others]: readonly string[]): string[] {
  return [
    `  ${`${first}:`.padEnd(27)} # ${others.length === 0 ? 'a name of your choice; make one entry for each sample' : 'one for each folder; measurements of one sample may share an entry'}`,
    '    composition: unknown      # e.g. Na3Zr2Si2PO12',
    '    # thickness: 1.00(2) mm   # fill in what you measured; 1.00(2) mm means 1.00 +- 0.02 mm',
    '    # diameter: 12.0(1) mm    # or area: 1.131 cm^2',
    '    # mass: 3.27(2) mg',
    '    # stack: [Na, NZSP 0.60(1) mm, Na]   # for cells: the layers, instead of thickness',
    ...others.flatMap((name) => [
      `  ${name}:`,
      '    composition: unknown',
      '    # thickness, diameter or area, mass, stack: as above',
    ]),
  ];
}

function optionLines({ option: { option, many }, candidates, value }: ProposedFiles): string[] {
  if (typeof value === 'string') return [`    ${option}: ${scalar(value)}`];
  if (value !== undefined) return [`    ${option}:`, ...value.map((text) => `      - ${scalar(text)}`)];
  const [first] = candidates;
  const example = many ? `[${first}, ...]` : first;
  const what = candidates.length === 1 ? 'if it belongs to these recordings' : `choose from ${candidates.length} files`;
  return [`    # ${option}: ${example}   # ${what}`.replace(/[\r\n]/g, ' ')];
}

function analysis(
  technique: Technique,
  sample: string,
  paths: FileGroup,
  files: readonly ProposedFiles[],
  id: string,
): string[] {
  const recordings =
    paths.pattern === undefined
      ? ['    recordings:', ...paths.files.map((path) => `      - ${asSource(path)}`)]
      : [`    recordings: ${scalar(paths.pattern)}${paths.files.length > 1 ? `   # ${paths.files.length} files` : ''}`];
  const guessed = paths.pattern !== undefined && compilePattern(paths.pattern).names.includes('step');
  const notes = guessed
    ? ['    # name the number in the file names: {temperature:degC}, {time:h}, {voltage:V}, ...']
    : [];
  const names = Object.keys(technique.options.shape);
  return [
    `  ${id}:`,
    `    technique: ${technique.name}`,
    `    sample: ${sample}`,
    ...notes,
    ...recordings,
    ...files.flatMap(optionLines),
    ...(names.length === 0
      ? []
      : [`    # options: ${names.join(', ')}`, `    # what they do: interphase ${technique.shortName} --help`]),
  ];
}

/** A file name with characters that mean something in a pattern must be named as a file. */
function asSource(path: string): string {
  return /[{}*?]/.test(path) ? `file: ${scalar(path)}` : scalar(path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A name from the folder, with that of the file where other series are in it too. */
function analysisName(path: string, isAlone: boolean, used: Set<string>): string {
  const folder = path.split('/').slice(0, -1).at(-1) ?? '';
  const file = fileLabel(path).replace(/\d.*$/, '');
  if (isGeneralFolder(folder) || folder === '') return uniqueName(file, 'analysis', used);
  return uniqueName(isAlone ? folder : `${folder}-${file}`, 'analysis', used);
}

/** A name that is not used yet, in the letters that names may have. */
function uniqueName(source: string, otherwise: string, used: Set<string>): string {
  const plain = source
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|[-_]+$/g, '')
    .toLowerCase();
  const stem = plain === '' ? otherwise : plain;
  let name = stem;
  for (let number = 2; used.has(name) || name in Object.prototype; number++) name = `${stem}-${number}`;
  used.add(name);
  return name;
}

function example(technique: Technique | undefined): string[] {
  const name = technique?.name ?? 'impedance';
  return [
    '  # conductivity:',
    `  #   technique: ${name}`,
    '  #   sample: sample',
    '  #   recordings: raw/pellet-{temperature:degC}.mpt',
    '  {}',
  ];
}

/** A figure that will be there: of an analysis of one recording whose technique always makes it. */
function figureExample(
  series: readonly { readonly technique: Technique; readonly group: FileGroup }[],
  ids: readonly string[],
): string | undefined {
  const index = series.findIndex(
    ({ technique, group }) => technique.mainFigure !== undefined && group.files.length === 1,
  );
  return index === -1 ? undefined : `${ids[index]}.${series[index]!.technique.mainFigure}`;
}

function documentHint(figure: string | undefined): string[] {
  return [
    '# Where it stands: without this part, every figure of every analysis is shown.',
    '# document:',
    '#   style: single-column',
    '#   items:',
    '#     - figure: S1',
    `#       panels: [${figure ?? 'analysis.figure'}]   # the results of a run list the figures of each analysis`,
    '#       caption: What is seen.   # numbers of the results go in as {analysis.quantity}',
  ];
}

function leftOver(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, 20).map((path) => `#   ${path.replace(/[\r\n]/g, ' ')}`);
  return [
    '',
    '# Not recognised as recordings:',
    ...shown,
    ...(others.length > 20 ? [`#   and ${others.length - 20} more`] : []),
  ];
}

/** A text as YAML on one line, quoted only where it must be. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd().includes('\n')
    ? JSON.stringify(text)
    : stringify(text, { lineWidth: 0 }).trimEnd();
}

import { stringify } from 'yaml';
import { techniques as allTechniques } from '../techniques/registry.js';
import type { Technique } from '../techniques/technique.js';
import { compilePattern, fileLabel } from './conditions.js';
import { groupFiles } from './group-files.js';

/** A file found in the folder of a new study. */
export interface FoundFile {
  /** Path from the folder of the study, with `/`. */
  readonly path: string;
  /** Long name of the technique its content belongs to; undefined when it was not recognised. */
  readonly technique?: string;
}

/**
 * Proposes a study.yaml for a folder of raw files: one analysis for each series (files that differ in numbers only), with
 * its conditions read from the names, and comments that say what to fill in. The text loads as it is.
 *
 * @param title of the study, usually the name of the folder
 */
export function proposeStudy(
  found: readonly FoundFile[],
  title: string,
  techniques: readonly Technique[] = allTechniques,
): string {
  const lines = [
    `title: ${scalar(title.trim() === '' ? 'Untitled study' : title)}`,
    '',
    'samples:                      # what was measured: geometry and composition, with uncertainties',
    '  sample:                     # a name of your choice; make one entry for each sample',
    '    composition: unknown      # e.g. Na3Zr2Si2PO12',
    '    # thickness: 1.00(2) mm   # fill in what you measured; 1.00(2) mm means 1.00 +- 0.02 mm',
    '    # diameter: 12.0(1) mm    # or area: 1.131 cm^2',
    '    # mass: 3.27(2) mg',
    '    # stack: [Na, NZSP 0.60(1) mm, Na]   # for cells: the layers, instead of thickness',
    '',
    'analyses:                     # what is asked: technique + sample + recordings + options of the technique',
  ];
  const used = new Set<string>();
  const recognised = found.filter(
    (file) => file.technique !== undefined && techniques.some(({ name }) => name === file.technique),
  );
  for (const technique of techniques) {
    const paths = recognised.filter((file) => file.technique === technique.name).map((file) => file.path);
    for (const group of groupFiles(paths)) lines.push(...analysis(technique, group, used));
  }
  if (recognised.length === 0)
    lines.push(
      '  # no recording was recognised in this folder; an analysis looks like this:',
      ...example(techniques[0]),
    );
  lines.push('', ...documentHint(used), ...leftOver(found, recognised));
  return `${lines.join('\n')}\n`;
}

function analysis(technique: Technique, paths: Group, used: Set<string>): string[] {
  const id = uniqueName(paths.files[0]!, used);
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
    '    sample: sample',
    ...notes,
    ...recordings,
    ...(names.length === 0
      ? []
      : [`    # options: ${names.join(', ')}`, `    # what they do: interphase ${technique.shortName} --help`]),
  ];
}

/** A file name with characters that mean something in a pattern must be named as a file. */
function asSource(path: string): string {
  return /[{}*?]/.test(path) ? `file: ${scalar(path)}` : scalar(path);
}

type Group = ReturnType<typeof groupFiles>[number];

/** A name from the folder or the file, in the letters that names may have. */
function uniqueName(path: string, used: Set<string>): string {
  const folders = path.split('/').slice(0, -1);
  const source =
    folders.at(-1) !== undefined && !/^(raw|data)$/i.test(folders.at(-1)!)
      ? folders.at(-1)!
      : fileLabel(path).replace(/\d.*$/, '');
  const plain = source
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|[-_]+$/g, '')
    .toLowerCase();
  const stem = plain === '' ? 'analysis' : plain;
  let name = stem;
  for (let number = 2; used.has(name); number++) name = `${stem}-${number}`;
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

function documentHint(used: ReadonlySet<string>): string[] {
  const id = [...used][0] ?? 'conductivity';
  return [
    '# Where it stands: without this part, every figure of every analysis is shown.',
    '# document:',
    '#   style: single-column',
    '#   items:',
    '#     - figure: S1',
    `#       panels: [${id}.nyquist]`,
    `#       caption: "Made of {${id}.temperature.min} to {${id}.temperature.max}."`,
  ];
}

function leftOver(found: readonly FoundFile[], recognised: readonly FoundFile[]): string[] {
  const others = found.filter((file) => !recognised.includes(file)).map((file) => file.path);
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

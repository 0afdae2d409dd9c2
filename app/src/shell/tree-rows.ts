/** What stands in the tree of the study, as the rows that are in sight: pure functions of the study and its files. */
import { filesOfTask } from '../../../src/execution/option-files.js';
import { compilePattern } from '../../../src/study/conditions.js';
import type { RecordingSource, Study } from '../../../src/study/study.js';

export type TreeRowKind = 'group' | 'sample' | 'analysis' | 'folder' | 'file' | 'more';

export interface TreeRow {
  /** Unique in the tree: `sample:pellet`, `analysis:ageing`, `file:raw/a.mpt`. */
  readonly key: string;
  readonly kind: TreeRowKind;
  /** What is printed. */
  readonly label: string;
  /** Name of the sample or analysis, path of the file or folder. */
  readonly name: string;
  /** From 1. */
  readonly level: number;
  readonly parent?: string;
  /** Undefined for rows without any below. */
  readonly expanded?: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Long name of the technique of an analysis. */
  readonly technique?: string;
  /** A file that no analysis takes. */
  readonly unused?: boolean;
  /** Rows below a closed row: how many files or analyses. */
  readonly count?: number;
}

export interface TreeView {
  /** Keys of rows that the user opened or closed, and to which. */
  readonly opened: Readonly<Record<string, boolean>>;
  /** What is searched for; everything that holds it is in sight. */
  readonly filter: string;
}

interface Node {
  readonly row: Omit<TreeRow, 'level' | 'place' | 'siblings' | 'parent' | 'expanded'>;
  readonly openFirst: boolean;
  readonly words: string;
  readonly children: readonly Node[];
}

/** A folder with more files than this shows the first of them; the filter finds the others. */
export const MOST_FILES = 200;

/** All rows in sight, from top to bottom. */
export function treeRows(study: Study | null, paths: readonly string[], view: TreeView): TreeRow[] {
  const filter = view.filter.trim().toLowerCase();
  const nodes = [...sampleNodes(study), ...fileNodes(study, paths)];
  const rows: TreeRow[] = [];
  const add = (children: readonly Node[], level: number, parent: string | undefined, all: boolean) => {
    const shown = filter === '' || all ? children : children.filter((node) => holds(node, filter));
    for (const [index, node] of shown.entries()) {
      const { key } = node.row;
      const open = node.children.length > 0 && (filter !== '' || (view.opened[key] ?? node.openFirst));
      rows.push({
        ...node.row,
        level,
        place: index + 1,
        siblings: shown.length,
        ...(parent === undefined ? {} : { parent }),
        ...(node.children.length === 0 ? {} : { expanded: open }),
      });
      // A sample or folder that is found by its own name shows everything in it.
      if (open) add(node.children, level + 1, key, all || (filter !== '' && node.words.includes(filter)));
    }
  };
  add(nodes, 1, undefined, false);
  return rows;
}

function holds(node: Node, filter: string): boolean {
  return node.words.includes(filter) || node.children.some((child) => holds(child, filter));
}

function sampleNodes(study: Study | null): Node[] {
  if (study === null) return [];
  const of = (sample: string | undefined) =>
    study.analyses
      .filter((analysis) => analysis.sample === sample)
      .map(
        ({ id, technique }): Node => ({
          row: { key: `analysis:${id}`, kind: 'analysis', label: id, name: id, technique },
          openFirst: false,
          words: `${id} ${technique}`.toLowerCase(),
          children: [],
        }),
      );
  const samples = Object.entries(study.samples).map(([name, { composition }]): Node => {
    const children = of(name);
    return {
      row: { key: `sample:${name}`, kind: 'sample', label: name, name, count: children.length },
      openFirst: true,
      words: `${name} ${composition ?? ''}`.toLowerCase(),
      children,
    };
  });
  const homeless = of(undefined);
  if (homeless.length === 0) return samples;
  const group: Node = {
    row: { key: 'group:no-sample', kind: 'group', label: 'Without a sample', name: '', count: homeless.length },
    openFirst: true,
    words: '',
    children: homeless,
  };
  return [...samples, group];
}

function fileNodes(study: Study | null, paths: readonly string[]): Node[] {
  const files = paths.filter((path) => path !== 'study.yaml');
  if (files.length === 0) return [];
  const used = usedFiles(study, files);
  const children = folderContent(files, '', used);
  return [
    {
      row: { key: 'group:files', kind: 'group', label: 'Files', name: '', count: files.length },
      openFirst: true,
      words: '',
      children,
    },
  ];
}

/** Folders before files, as people expect of a list of files; a folder that holds one folder only stands on one line with it. */
function folderContent(files: readonly string[], prefix: string, used: ReadonlySet<string>): Node[] {
  const folders = new Map<string, string[]>();
  const own: string[] = [];
  for (const path of files) {
    const slash = path.indexOf('/', prefix.length);
    if (slash < 0) own.push(path);
    else {
      const folder = path.slice(0, slash + 1);
      const inside = folders.get(folder);
      if (inside === undefined) folders.set(folder, [path]);
      else inside.push(path);
    }
  }
  const rest = own.length - MOST_FILES;
  return [
    ...Array.from(folders, ([folder, inside]) => folderNode(folder, inside, prefix, used)),
    ...own.slice(0, MOST_FILES).map((path) => fileNode(path, prefix, used)),
    ...(rest > 0 ? [moreNode(prefix, rest, own.slice(MOST_FILES))] : []),
  ];
}

function folderNode(folder: string, inside: readonly string[], prefix: string, used: ReadonlySet<string>): Node {
  let deepest = folder;
  for (;;) {
    const slash = inside[0]!.indexOf('/', deepest.length);
    const next = slash < 0 ? undefined : inside[0]!.slice(0, slash + 1);
    if (next === undefined || !inside.every((path) => path.startsWith(next))) break;
    deepest = next;
  }
  const label = deepest.slice(prefix.length, -1);
  return {
    row: { key: `folder:${deepest}`, kind: 'folder', label, name: deepest, count: inside.length },
    openFirst: false,
    words: label.toLowerCase(),
    children: folderContent(inside, deepest, used),
  };
}

function fileNode(path: string, prefix: string, used: ReadonlySet<string>): Node {
  const label = path.slice(prefix.length);
  return {
    row: { key: `file:${path}`, kind: 'file', label, name: path, unused: !used.has(path) },
    openFirst: false,
    words: label.toLowerCase(),
    children: [],
  };
}

function moreNode(prefix: string, count: number, paths: readonly string[]): Node {
  return {
    row: { key: `more:${prefix}`, kind: 'more', label: `and ${count} more`, name: prefix },
    openFirst: false,
    words: paths.join('\n').toLowerCase(),
    children: [],
  };
}

/**
 * Files that some analysis takes, as recordings or by its options. A pattern that cannot be read takes none; the mistake is
 * told elsewhere.
 */
export function usedFiles(study: Study | null, paths: readonly string[]): Set<string> {
  const analyses = study?.analyses ?? [];
  const takes = analyses.flatMap(({ recordings }) => recordings.map(taker));
  const named = new Set(analyses.flatMap((analysis) => filesOfTask(analysis).map(({ path }) => path)));
  return new Set(paths.filter((path) => named.has(path) || takes.some((take) => take(path))));
}

function taker(source: RecordingSource): (path: string) => boolean {
  if ('file' in source) return (path) => path === source.file.replace(/^\.\//, '');
  try {
    const pattern = compilePattern(source.pattern.replace(/^(?:\.\/)+/, ''));
    return (path) => pattern.match(path) !== undefined;
  } catch {
    return () => false;
  }
}

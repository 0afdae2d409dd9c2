/** Proves the arrows of ARCHITECTURE.md: imports run downward only, and nothing but `cli`, `server` and `platform` knows Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Rooms from the ground up; rooms on one floor do not know each other. */
const floors: readonly (readonly string[])[] = [
  ['errors.ts', 'numerics/elementary'],
  ['quantity'],
  ['numerics'],
  ['crystal'],
  ['formats', 'figure'],
  ['techniques'],
  ['execution'],
  ['study', 'cluster'],
  ['report'],
  ['index.ts', 'platform'],
  ['server'],
  ['cli'],
];

interface Import {
  readonly from: string;
  readonly to: string;
  /** Without effect at run time, so that a cycle of these does no harm. */
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.split(sep).join('/'))
  .sort();

const sources = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]));

/** Source without comments, strings and the literal parts of templates, so that only code is searched. */
function codeOnly(source: string): string {
  const literal = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  return source.replace(literal, (match) => {
    if (!match.startsWith('`')) return match.startsWith('/') ? '' : "''";
    return [...match.matchAll(/\$\{([^{}]*)\}/g)].map((part) => part[1]).join(';');
  });
}

function importsOf(file: string): Import[] {
  const source = sources.get(file)!.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, '');
  const statement =
    /(?:^|\n)\s*(?:import|export)(\s+type)?\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...source.matchAll(statement)].map((match) => {
    const to = (match[2] ?? match[3])!;
    const local = to.startsWith('.')
      ? relative(src, resolve(src, dirname(file), to))
          .split(sep)
          .join('/')
          .replace(/\.js$/, '.ts')
      : to;
    return { from: file, to: local, typeOnly: match[1] !== undefined };
  });
}

const imports = files.flatMap(importsOf);
const isTest = (file: string) => /\.test\.ts$|\/test-support\//.test(file);
/** Exponentials and the like know nothing, so that units and quantities can use them too. */
const GROUND = 'numerics/elementary';
const room = (file: string) => (file.startsWith(`${GROUND}/`) ? GROUND : file.split('/')[0]!);
const floorOf = (file: string) => floors.findIndex((rooms) => rooms.includes(room(file)));
const arrow = ({ from, to }: Import) => `${from} -> ${to}`;
const internal = imports.filter(({ to }) => sources.has(to));

describe('import graph', () => {
  it('reads the sources', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(internal.length).toBeGreaterThan(files.length);
  });

  it('knows every room', () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('resolves every relative import inside src', () => {
    const lost = imports.filter(({ from, to }) => !isTest(from) && to.endsWith('.ts') && !sources.has(to));
    expect(lost.map(arrow)).toEqual([]);
  });

  it('runs downward only', () => {
    const upward = internal.filter(
      ({ from, to }) => !isTest(from) && room(from) !== room(to) && floorOf(to) >= floorOf(from),
    );
    expect(upward.map(arrow)).toEqual([]);
  });

  it('keeps techniques apart', () => {
    const technique = (file: string) => /^techniques\/([^/]+)\//.exec(file)?.[1];
    const crossing = internal.filter(({ from, to }) => {
      if (technique(to) === undefined || technique(from) === technique(to)) return false;
      const enters = to === `techniques/${technique(to)}/index.ts`;
      // From inside another technique never; from above, and from the registry, through the front door.
      return !isTest(from) && (technique(from) !== undefined || !enters);
    });
    expect(crossing.map(arrow)).toEqual([]);
  });

  it('keeps the registry of techniques out of techniques', () => {
    const inward = internal.filter(({ from, to }) => to === 'techniques/registry.ts' && from.startsWith('techniques/'));
    expect(inward.filter(({ from }) => !isTest(from)).map(arrow)).toEqual([]);
  });

  it('has no cycles', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of internal) {
      if (!typeOnly && !isTest(from)) next.set(from, [...(next.get(from) ?? []), to]);
    }
    expect(firstCycle(next)).toEqual([]);
  });

  it('keeps Node and the DOM in cli, server and platform', () => {
    const pure = files.filter((file) => !['cli', 'server', 'platform'].includes(room(file)) && !isTest(file));
    const node = imports.filter(({ from, to }) => pure.includes(from) && to.startsWith('node:'));
    expect(node.map(arrow)).toEqual([]);
    const users = pure.flatMap((file) => {
      const code = codeOnly(sources.get(file)!);
      return globals.filter((name) => usesGlobal(code, name)).map((name) => `${file} uses ${name}`);
    });
    expect(users).toEqual([]);
  });
});

const globals = ['process', 'Buffer', 'require', '__dirname', '__filename', 'document', 'window', 'localStorage'];

/** A variable or parameter of the same name is the file's own affair. */
function usesGlobal(code: string, name: string): boolean {
  if (new RegExp(`\\b(?:const|let|function)\\s+${name}\\b|[(,{]\\s*${name}\\s*[?:,)=}]`).test(code)) return false;
  return new RegExp(`(?<![.\\w$])${name}\\s*[.[(]`).test(code);
}

function firstCycle(next: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  function visit(file: string): string[] {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  }
  for (const file of next.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Result } from '../execution/task.js';
import { convertNumber } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import type { ResultFile } from '../techniques/technique.js';
import { stableJson } from './stable-json.js';

/** One number or word that is not the same in two results. */
export interface Change {
  /** `quantities.activationEnergy`, `series.pellet-25C.R0`, `findings`, `provenance.inputs.pellet-25C.csv`, `files.fit.cif`. */
  readonly where: string;
  readonly kind: 'changed' | 'missing' | 'new';
  /** As printed; empty when there is none. */
  readonly before: string;
  readonly after: string;
  /** True when a printed digit changed; false for bits that no print shows. */
  readonly digits: boolean;
  /** Change of the value in units of the earlier sigma; null where there is no sigma or no value. */
  readonly sigmas: number | null;
}

export interface Comparison {
  /** Every byte is the same. */
  readonly identical: boolean;
  /** Every printed digit is the same. */
  readonly digitsStand: boolean;
  readonly changes: readonly Change[];
  /** The same analysis: technique, options, sample and the content of the files. */
  readonly sameInput: boolean;
  readonly versions: readonly [string, string];
}

/** A file of a result of which only the content's digest is known. */
interface DigestedFile {
  readonly name: string;
  readonly sha256: string;
}

/** A result to compare with; of its files the digests are enough. */
export type ComparedResult = Omit<Result, 'files'> & { readonly files?: readonly (ResultFile | DigestedFile)[] };

/**
 * Two results number by number: does each digit stand? Quantities of the whole and of every recording, tables, findings,
 * files for other programs (by their digest), and what the results are made of.
 */
export function compareResults(before: ComparedResult, after: Result): Comparison {
  const changes: Change[] = [];
  compareInput(before, after, changes);
  const sameInput = changes.length === 0;
  compareQuantities('quantities', before.quantities, after.quantities, changes);
  compareSeries(before, after, changes);
  compareTables(before, after, changes);
  compareWords('findings', before.findings.map(printFinding), after.findings.map(printFinding), changes);
  compareWords('methods', before.methods, after.methods, changes);
  compareFiles(before, after, changes);
  return {
    identical: stableJson(before) === stableJson(after),
    digitsStand: changes.every((change) => !change.digits),
    changes,
    sameInput,
    versions: [before.version, after.version],
  };
}

function compareInput(before: ComparedResult, after: Result, changes: Change[]): void {
  const note = (where: string, a: unknown, b: unknown) => {
    const [x, y] = [stableJson(a) ?? '', stableJson(b) ?? ''];
    if (x !== y) changes.push(wordChange(where, x, y));
  };
  note('technique', before.technique, after.technique);
  note('provenance.sample', before.provenance.sample, after.provenance.sample);
  const options = new Set([...Object.keys(before.provenance.options), ...Object.keys(after.provenance.options)]);
  for (const name of options)
    note(`provenance.options.${name}`, before.provenance.options[name], after.provenance.options[name]);
  note('provenance.references', before.provenance.references, after.provenance.references);
  for (const part of ['inputs', 'files'] as const) {
    const hashes = ({ provenance }: ComparedResult) =>
      new Map((provenance[part] ?? []).map(({ path, sha256: hash }) => [path, hash]));
    const [old, now] = [hashes(before), hashes(after)];
    for (const path of new Set([...old.keys(), ...now.keys()]))
      note(`provenance.${part}.${path}`, old.get(path), now.get(path));
  }
}

function compareQuantities(
  where: string,
  before: Readonly<Record<string, Quantity>>,
  after: Readonly<Record<string, Quantity>>,
  changes: Change[],
): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = compareQuantity(`${where}.${name}`, before[name], after[name]);
    if (change !== undefined) changes.push(change);
  }
}

function compareQuantity(where: string, before: Quantity | undefined, after: Quantity | undefined): Change | undefined {
  if (stableJson(before) === stableJson(after)) return undefined;
  const [a, b] = [before === undefined ? '' : printQuantity(before), after === undefined ? '' : printQuantity(after)];
  if (before === undefined || after === undefined) {
    return { where, kind: before === undefined ? 'new' : 'missing', before: a, after: b, digits: true, sigmas: null };
  }
  return { where, kind: 'changed', before: a, after: b, digits: a !== b, sigmas: inSigmas(before, after) };
}

function inSigmas(before: Quantity, after: Quantity): number | null {
  if (before.value === null || after.value === null || before.sigma === null || !(before.sigma > 0)) return null;
  try {
    return (convertNumber(after.value, after.unit, before.unit) - before.value) / before.sigma;
  } catch {
    // Another dimension, or a unit that is only a word: the print shows that it changed.
    return null;
  }
}

function compareSeries(before: ComparedResult, after: Result, changes: Change[]): void {
  const [old, now] = [new Map(before.series.map((e) => [e.label, e])), new Map(after.series.map((e) => [e.label, e]))];
  compareWords('series', [...old.keys()], [...now.keys()], changes);
  for (const [label, entry] of old) {
    const other = now.get(label);
    if (other === undefined) continue;
    const where = `series.${label}`;
    compareQuantities(where, entry.quantities, other.quantities, changes);
    compareQuantities(`${where}.conditions`, entry.conditions, other.conditions, changes);
    compareWords(`${where}.findings`, entry.findings.map(printFinding), other.findings.map(printFinding), changes);
    const [peaks, otherPeaks] = [entry.peaks ?? [], other.peaks ?? []];
    for (let i = 0; i < Math.max(peaks.length, otherPeaks.length); i++) {
      compareQuantities(`${where}.peaks[${i}]`, peaks[i] ?? {}, otherPeaks[i] ?? {}, changes);
    }
  }
}

function compareTables(before: ComparedResult, after: Result, changes: Change[]): void {
  const [old, now] = [new Map(before.tables.map((t) => [t.id, t])), new Map(after.tables.map((t) => [t.id, t]))];
  compareWords('tables', [...old.keys()], [...now.keys()], changes);
  for (const [id, table] of old) {
    const other = now.get(id);
    if (other === undefined || stableJson(table.rows) === stableJson(other.rows)) continue;
    const [a, b] = [table.rows.map((row) => row.map(printCell)), other.rows.map((row) => row.map(printCell))];
    changes.push({
      where: `tables.${id}`,
      kind: 'changed',
      before: `${a.length} rows`,
      after: `${b.length} rows`,
      digits: stableJson(a) !== stableJson(b),
      sigmas: null,
    });
  }
}

/** Texts for other programs are not looked into: they stand or they do not. */
function compareFiles(before: ComparedResult, after: ComparedResult, changes: Change[]): void {
  const digests = ({ files = [] }: ComparedResult) => new Map(files.map((file) => [file.name, digestOf(file)]));
  const [old, now] = [digests(before), digests(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(name) ?? '', now.get(name) ?? ''];
    if (a !== b) changes.push(wordChange(`files.${name}`, a, b));
  }
}

function digestOf(file: ResultFile | DigestedFile): string {
  return `SHA-256 ${'text' in file ? bytesToHex(sha256(utf8ToBytes(file.text))) : file.sha256}`;
}

function printCell(cell: string | number | Quantity | null): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return printQuantity({ value: cell, sigma: null, unit: '1' }, { digits: 6 });
  return printQuantity(cell);
}

function printFinding(finding: {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly where?: string;
}): string {
  return `${finding.severity} ${finding.code}${finding.where === undefined ? '' : ` (${finding.where})`}: ${finding.message}`;
}

function compareWords(where: string, before: readonly string[], after: readonly string[], changes: Change[]): void {
  for (const word of before) if (!after.includes(word)) changes.push(wordChange(where, word, ''));
  for (const word of after) if (!before.includes(word)) changes.push(wordChange(where, '', word));
}

function wordChange(where: string, before: string, after: string): Change {
  const kind = before === '' ? 'new' : after === '' ? 'missing' : 'changed';
  return { where, kind, before, after, digits: true, sigmas: null };
}

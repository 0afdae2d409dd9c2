import { describe, expect, it } from 'vitest';
import { readStudy } from '../../../src/study/load-study.js';
import type { Command } from './commands.js';
import { findCommands } from './find-commands.js';
import { neighbourAnalysis } from './neighbour-analysis.js';

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  group: 'Commands',
  run: () => {},
  ...more,
});
const commands = [
  command('undo', 'Undo', { disabled: true }),
  command('rerun', 'Run all again', { keywords: 'refit' }),
  command('analysis:ageing', 'ageing', { group: 'Analyses', detail: 'impedance of coated' }),
  command('file:aged-1h.z', 'aged-1h.z', { group: 'Files' }),
  command('open', 'Open a folder'),
];
const ids = (query: string, recent: string[] = []) => findCommands(commands, query, recent).map(({ id }) => id);

describe('findCommands', () => {
  it('shows what was used last before the rest, and no files, without a query', () => {
    expect(ids('', ['open', 'gone'])).toEqual(['open', 'rerun', 'analysis:ageing']);
  });

  it('never offers what cannot be done', () => {
    expect(ids('undo')).toEqual([]);
  });

  it('wants every word, and prefers the beginning of titles', () => {
    expect(ids('ag')).toEqual(['analysis:ageing', 'file:aged-1h.z', 'rerun']);
    expect(ids('imp ageing')).toEqual(['analysis:ageing']);
    expect(ids('refit')).toEqual(['rerun']);
    expect(ids('ageing xyz')).toEqual([]);
  });

  it('breaks ties by what was used last', () => {
    expect(ids('ag', ['file:aged-1h.z'])[0]).toBe('file:aged-1h.z');
  });
});

describe('neighbourAnalysis', () => {
  const { study } = readStudy(
    'title: t\nanalyses:\n  a: { technique: eis, recordings: x.z }\n  b: { technique: eis, recordings: y.z }\n',
    'study.yaml',
  );

  it('goes round, and begins at the first or last from elsewhere', () => {
    expect(neighbourAnalysis(study!, { view: 'analysis', id: 'b' }, 1)).toBe('a');
    expect(neighbourAnalysis(study!, { view: 'analysis', id: 'b' }, -1)).toBe('a');
    expect(neighbourAnalysis(study!, { view: 'study' }, 1)).toBe('a');
    expect(neighbourAnalysis(study!, { view: 'report' }, -1)).toBe('b');
    expect(neighbourAnalysis(null, { view: 'study' }, 1)).toBeUndefined();
  });
});

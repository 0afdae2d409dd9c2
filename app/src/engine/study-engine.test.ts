import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/execution/task.js';
import { version } from '../../../src/execution/version.js';
import { readStudy } from '../../../src/study/load-study.js';
import type { StudyProgress } from '../../../src/study/run-study.js';
import { droppedFolder } from '../platform/dropped-folder.js';
import type { StudyEngine } from './study-engine.js';
import { questionsAbout, tasksAtWork, useFakeWorkers } from './test-support/fake-workers.js';

vi.mock('../../../src/techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../../../src/execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../../../src/techniques/registry.js')>());
});

beforeEach(() => {
  useFakeWorkers();
  // The worker that hashes is the page's: each test is a page of its own.
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve));
const folderWith = (...names: string[]) =>
  droppedFolder('study', new Map(names.map((name) => [name, new File([name], name, { lastModified: 1 })])));
const studyOf = (recordings: Readonly<Record<string, string>>) => {
  const analyses = Object.entries(recordings).map(
    ([id, file]) => `  ${id}: {technique: impedance, recordings: ${file}}`,
  );
  return readStudy(`title: t\nanalyses:\n${analyses.join('\n')}\n`, 'study.yaml').study!;
};

async function engineOn(...names: string[]) {
  const engine = new (await import('./study-engine.js')).StudyEngine();
  const folder = folderWith(...names);
  engine.setFolder(folder, await folder.list());
  return engine;
}

function run(engine: StudyEngine, recordings: Readonly<Record<string, string>>) {
  const steps: StudyProgress[] = [];
  const ended = vi.fn();
  engine.run(studyOf(recordings), {
    onProgress: (step) => steps.push(step),
    onEnd: ended,
    onTrouble: (error) => expect.unreachable(String(error)),
  });
  const ends = () =>
    Object.fromEntries(steps.flatMap(({ analysis, outcome }) => (outcome ? [[analysis, outcome]] : [])));
  return { ends, ended };
}

/** Answers the worker that was asked for the hash of a file. */
async function hash(path: string): Promise<void> {
  for (const { worker, question } of questionsAbout(path)) worker.reply({ id: question.id, text: `sha of ${path}` });
  await settled();
}

async function finish(id: string): Promise<void> {
  for (const { worker, id: request, task } of tasksAtWork().filter(({ task }) => task.id === id)) {
    const inputs = task.inputs.map(({ path }) => ({ path, sha256: `sha of ${path}` }));
    const nothing = { quantities: {}, series: [], findings: [], tables: [], figures: [], methods: [] };
    const result = { technique: 'impedance', version, ...nothing, provenance: { inputs } } as unknown as Result;
    worker.reply({ id: request, kind: 'done', result });
  }
  await settled();
}

describe('a file that an option names', () => {
  const study = () =>
    readStudy('title: t\nanalyses: {a: {technique: phases, recordings: a.z, phase: [x=./b.cif]}}\n', 'study.yaml')
      .study!;
  const begin = (engine: StudyEngine) => engine.run(study(), { onProgress() {}, onEnd() {}, onTrouble() {} });
  const withCif = (lastModified: number) =>
    droppedFolder('study', new Map(['a.z', 'b.cif'].map((name) => [name, new File([name], name, { lastModified })])));

  it('is hashed like the recordings, and another content of it is another task', async () => {
    const engine = new (await import('./study-engine.js')).StudyEngine();
    engine.setFolder(withCif(1), await withCif(1).list());
    begin(engine);
    await settled();
    await hash('a.z');
    await hash('b.cif');
    expect(tasksAtWork()).toHaveLength(1);
    // Asked again with nothing changed, the task that runs is joined.
    begin(engine);
    await settled();
    expect(tasksAtWork()).toHaveLength(1);
    const recording = (await withCif(1).list()).find(({ path }) => path === 'a.z')!;
    const changed = (await withCif(2).list()).map((entry) => (entry.path === 'a.z' ? recording : entry));
    engine.setEntries(withCif(2), changed);
    begin(engine);
    await settled();
    await hash('b.cif');
    expect(tasksAtWork()).toHaveLength(2);
  });
});

describe('a run', () => {
  it('asks for nothing once a newer one has begun, whichever is faster', async () => {
    const engine = await engineOn('old.z', 'new.z');
    const former = run(engine, { a: 'old.z' });
    await settled();
    const latter = run(engine, { a: 'new.z' });
    await settled();
    await hash('new.z');
    await hash('old.z');
    expect(tasksAtWork().map(({ task }) => task.inputs[0]!.path)).toEqual(['new.z']);
    // Longer than a task that is given up is let go on.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await finish('a');
    expect(latter.ends().a?.result).toBeDefined();
    expect(former.ends()).toEqual({});
    expect(former.ended).not.toHaveBeenCalled();
  });

  it('is cancelled as a whole: what reads its files still is not begun', async () => {
    const engine = await engineOn('a.z', 'b.z');
    const { ends, ended } = run(engine, { a: 'a.z', b: 'b.z' });
    await settled();
    await hash('a.z');
    expect(tasksAtWork()).toHaveLength(1);
    engine.cancel();
    await hash('b.z');
    expect(tasksAtWork()).toEqual([]);
    expect([ends().a?.failure?.code, ends().b?.failure?.code]).toEqual(['cancelled', 'cancelled']);
    expect(ended).toHaveBeenCalled();
    run(engine, { a: 'a.z', b: 'b.z' });
    await settled();
    expect(tasksAtWork()).toHaveLength(2);
  });

  it('goes on when other files change, and is told of only in its own folder', async () => {
    const engine = await engineOn('a.z');
    const { ends, ended } = run(engine, { a: 'a.z' });
    await settled();
    await hash('a.z');
    const more = folderWith('a.z', 'b.z');
    engine.setEntries(more, await more.list());
    const again = run(engine, { a: 'a.z' });
    await settled();
    expect(tasksAtWork()).toHaveLength(1);
    await finish('a');
    expect(again.ends().a?.result).toBeDefined();
    expect(ends()).toEqual({});

    const { ended: late } = run(engine, { a: 'a.z' });
    engine.setFolder(folderWith('a.z'), await folderWith('a.z').list());
    await settled();
    expect(ended).not.toHaveBeenCalled();
    expect(late).not.toHaveBeenCalled();
    expect(tasksAtWork().filter(({ worker }) => !worker.terminated)).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileQuestion } from '../engine/answer-question.js';
import { started, tasksAtWork, useFakeWorkers } from '../engine/test-support/fake-workers.js';
import type { Folder } from '../platform/folder.js';

vi.mock('../../../src/techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../../../src/execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../../../src/techniques/registry.js')>());
});

let actions: typeof import('./actions.js');
let get: typeof import('./store.js').useWorkbench.getState;
let droppedFolder: typeof import('../platform/dropped-folder.js').droppedFolder;

beforeEach(async () => {
  useFakeWorkers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  // Each test is a page of its own.
  vi.resetModules();
  actions = await import('./actions.js');
  ({ getState: get } = (await import('./store.js')).useWorkbench);
  ({ droppedFolder } = await import('../platform/dropped-folder.js'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  // What a page makes ready for later may come after the last test, and must find no worker that is a true one.
  useFakeWorkers();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
const study = (title: string) => `title: ${title}\nanalyses:\n  a: {technique: impedance, recordings: a.z}\n`;
const fileOf = (name: string, text = name) => new File([text], name, { lastModified: 1 });
const dropped = (...names: string[]) =>
  droppedFolder(
    'dropped',
    new Map(names.map((name) => [name, fileOf(name, name === 'study.yaml' ? study('s') : name)])),
  );
const titleNow = () => /^title: (.*)$/m.exec(get().history.steps[get().history.at]!.text)![1];
const retitle = (title: string) => actions.edit('title', (text) => text.replace(/^title: .*$/m, `title: ${title}`));

/** By the ends of their names: patterns, spectra, and files that are no recordings. */
function techniqueOf(path: string): string | undefined {
  if (path.endsWith('.xy')) return 'phases';
  return path.endsWith('.z') ? 'impedance' : undefined;
}

/** Answers what the workers that look at files were asked, until they are asked no more. */
async function answerQuestions(): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds++) {
    for (const worker of started.filter(({ kind, terminated }) => kind === 'file' && !terminated)) {
      for (const { id, ask, path } of worker.sent.splice(0) as FileQuestion[]) {
        worker.reply({ id, text: ask === 'technique' ? techniqueOf(path) : `sha of ${path}` });
      }
    }
    await settled();
  }
}

/** A folder behind the local server, as far as the actions see one. */
function serverFolder(text: string) {
  const disk = { text, stamp: '1', changed: (_: readonly string[]) => {}, saving: Promise.resolve() };
  const source = { kind: 'http', baseUrl: 'http://x/', sizes: new Map([['a.z', 1]]) } as const;
  const folder: Folder = {
    kind: 'server',
    name: 'disk',
    list: async () => [
      { path: 'a.z', size: 1, stamp: disk.stamp },
      { path: 'study.yaml', size: 1, stamp: disk.text },
    ],
    open: async (path) => {
      const bytes = new TextEncoder().encode(disk.text);
      return { name: path, size: bytes.length, slice: async (from, to) => bytes.slice(from, to) };
    },
    source: () => source,
    saveStudy: async (saved) => {
      await disk.saving;
      disk.text = saved;
    },
    watch: (changed) => {
      disk.changed = changed;
      return () => {};
    },
  };
  return { folder, disk };
}

describe('a folder on disk', () => {
  it('is saved without disturbing a run', async () => {
    const { folder, disk } = serverFolder(study('s'));
    await actions.openFolder(folder);
    await answerQuestions();
    const begun = tasksAtWork();
    expect(begun).toHaveLength(1);
    retitle('saved');
    await actions.save();
    await answerQuestions();
    expect(disk.text).toBe(study('saved'));
    disk.changed(['study.yaml']);
    await settled();
    await answerQuestions();
    expect(tasksAtWork().map(({ id }) => id)).toEqual(begun.map(({ id }) => id));
    expect(get()).toMatchObject({ running: true, runs: { a: { state: 'running' } } });
    expect(get().history.steps.map(({ label }) => label)).toEqual(['opened', 'title']);
  });

  it('runs again when a file changed, also where only study.yaml was told of', async () => {
    const { folder, disk } = serverFolder(study('s'));
    await actions.openFolder(folder);
    await answerQuestions();
    disk.stamp = '2';
    disk.changed(['study.yaml']);
    await settled();
    await answerQuestions();
    await vi.waitFor(() => expect(tasksAtWork()).toHaveLength(1));
    const [{ id: request, task, worker }] = tasksAtWork() as [ReturnType<typeof tasksAtWork>[number]];
    expect([task.id, request]).toEqual(['a', 2]);
    expect(worker.terminated).toBe(false);
  });

  it('takes over what another program wrote, and saves nothing over it unseen', async () => {
    const { folder, disk } = serverFolder(study('s'));
    await actions.openFolder(folder);
    retitle('mine');
    disk.text = study('theirs');
    disk.changed(['study.yaml']);
    await actions.save();
    expect(disk.text).toBe(study('theirs'));
    expect(titleNow()).toBe('theirs');
    actions.undo();
    expect(titleNow()).toBe('mine');
  });

  it('does not tell the next folder that it was saved', async () => {
    const { folder, disk } = serverFolder(study('s'));
    let written = () => {};
    disk.saving = new Promise((resolve) => {
      written = resolve;
    });
    await actions.openFolder(folder);
    retitle('slow');
    const saving = actions.save();
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    written();
    await saving;
    expect(disk.text).toBe(study('slow'));
    expect(get().savedText).toBe(study('s'));
  });
});

describe('another folder', () => {
  it('has nothing running where its text cannot be read', async () => {
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    await answerQuestions();
    expect(get().running).toBe(true);
    const broken = new Map([['study.yaml', fileOf('study.yaml', 'title: [')]]);
    await actions.openFolder(droppedFolder('broken', broken));
    await settled();
    expect(get()).toMatchObject({ running: false, runs: {}, mistakes: [{}] });
    expect(tasksAtWork()).toEqual([]);
  });

  it('does not wait for the looking at files of the one before', async () => {
    const opening = actions.openFolder(dropped('x.z', 'y.z'));
    await settled();
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    await opening;
    expect(started.filter(({ kind }) => kind === 'file')[0]!.terminated).toBe(true);
    expect(get()).toMatchObject({ opening: null, folder: { name: 'dropped' }, savedText: study('s') });
  });

  it('is not opened as one without recordings when its files cannot be looked at', async () => {
    const opening = actions.openFolder(dropped('x.z'));
    await settled();
    started.find(({ kind }) => kind === 'file')!.crash();
    await opening;
    expect(get()).toMatchObject({ opening: null, folder: null });
    expect(get().trouble?.message).toContain('could not be started');
  });
});

describe('files that join', () => {
  it('add analyses to the text as it is by then', async () => {
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    const adding = actions.addFiles([{ path: 'b.z', file: fileOf('b.z') }]);
    await settled();
    retitle('edited meanwhile');
    await answerQuestions();
    await adding;
    expect(titleNow()).toBe('edited meanwhile');
    expect(get().study?.analyses.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(get().files.map(({ path }) => path)).toEqual(['a.z', 'b.z', 'study.yaml']);
  });

  it('add nothing to a folder that was opened meanwhile', async () => {
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    const adding = actions.addFiles([{ path: 'b.z', file: fileOf('b.z') }]);
    await settled();
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    await answerQuestions();
    await adding;
    expect(get().study?.analyses.map(({ id }) => id)).toEqual(['a']);
    expect(get().history.steps).toHaveLength(1);
  });

  describe('and that options name', () => {
    const text =
      'title: t\nanalyses:\n  a: {technique: impedance, recordings: a.z}\n  p: {technique: phases, recordings: p.xy}\n';
    const open = async () => {
      const files = { 'study.yaml': text, 'a.z': 'a', 'p.xy': 'p' };
      const named = new Map(Object.entries(files).map(([name, content]) => [name, fileOf(name, content)]));
      await actions.openFolder(droppedFolder('dropped', named));
    };
    const add = async (...paths: string[]) => {
      const adding = actions.addFiles(paths.map((path) => ({ path, file: fileOf(path) })));
      await settled();
      await answerQuestions();
      return adding;
    };
    const optionsOf = (id: string) => get().study?.analyses.find((analysis) => analysis.id === id)?.options;

    it('go into the option of the analysis that is looked at, as one step', async () => {
      await open();
      vi.stubGlobal('location', { hash: '' });
      vi.stubGlobal('history', { pushState() {} });
      actions.go({ view: 'analysis', id: 'p' });
      const placed = await add('nzsp.cif', 'notes.txt', 'xry.prm');
      expect(placed).toEqual([
        { analysis: 'p', option: 'phase', paths: ['nzsp.cif'] },
        { analysis: 'p', option: 'instrument', paths: ['xry.prm'] },
      ]);
      expect(optionsOf('p')).toEqual({ phase: ['nzsp.cif'], instrument: 'xry.prm' });
      expect(get().history.steps.map(({ label }) => label)).toEqual(['opened', 'add 3 files']);
      // Dropped once more, a file that the study has already still goes where it is wanted.
      actions.undo();
      expect(optionsOf('p')).toEqual({});
      expect(await add('nzsp.cif')).toHaveLength(1);
      expect(optionsOf('p')).toEqual({ phase: ['nzsp.cif'] });
    });

    it('belong to the new analysis of recordings that come with them', async () => {
      await open();
      expect(await add('q.xy', 'q.cif')).toEqual([]);
      expect(optionsOf('q')).toEqual({ phase: ['q.cif'] });
      expect(optionsOf('p')).toEqual({});
    });
  });

  it('add all that was dropped in two portions', async () => {
    await actions.openFolder(dropped('study.yaml', 'a.z'));
    const adding = ['b.z', 'c.z'].map((path) => actions.addFiles([{ path, file: fileOf(path) }]));
    await settled();
    await answerQuestions();
    await Promise.all(adding);
    expect(get().study?.analyses.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(get().files).toHaveLength(4);
  });
});

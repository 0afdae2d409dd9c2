import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileQuestion } from './answer-question.js';
import { FileQuestions } from './file-questions.js';
import { started, useFakeWorkers } from './test-support/fake-workers.js';

beforeEach(useFakeWorkers);
afterEach(() => vi.unstubAllGlobals());

const files = new Map(['a', 'b', 'c'].map((name) => [name, new File([name], name)]));
const source = { kind: 'files', files } as const;
const asked = (index = 0) => started[index]!.sent as FileQuestion[];

describe('questions about files', () => {
  it('carry their own file only', () => {
    const questions = new FileQuestions();
    void questions.technique(source, 'b');
    expect(asked()[0]!.source).toEqual({ kind: 'files', files: new Map([['b', files.get('b')]]) });
    const sizes = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    void questions.sha256({ kind: 'http', baseUrl: 'http://x/', token: 't', sizes }, 'b');
    expect(asked()[1]!.source).toEqual({ kind: 'http', baseUrl: 'http://x/', token: 't', sizes: new Map([['b', 2]]) });
    void questions.technique(source, 'none');
    expect(asked()[2]!.source).toEqual({ kind: 'files', files: new Map() });
  });

  it('are answered in any order', async () => {
    const questions = new FileQuestions();
    const [a, b] = [questions.technique(source, 'a'), questions.sha256(source, 'b')];
    started[0]!.reply({ id: asked()[1]!.id, text: 'beef' });
    started[0]!.reply({ id: asked()[0]!.id, text: undefined });
    expect([await a, await b]).toEqual([undefined, 'beef']);
  });

  it('fail when the worker stops, and go to another one then', async () => {
    const questions = new FileQuestions();
    const lost = questions.technique(source, 'a');
    started[0]!.crash();
    await expect(lost).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(started[0]!.terminated).toBe(true);
    const answered = questions.technique(source, 'a');
    started[1]!.reply({ id: asked(1)[0]!.id, text: 'impedance' });
    expect(await answered).toBe('impedance');
  });

  it('end with their worker', async () => {
    const questions = new FileQuestions();
    const lost = questions.technique(source, 'a');
    questions.close();
    await expect(lost).rejects.toMatchObject({ code: 'cancelled' });
    await expect(questions.technique(source, 'b')).rejects.toMatchObject({ code: 'cancelled' });
    expect(started.map(({ terminated }) => terminated)).toEqual([true]);
  });
});

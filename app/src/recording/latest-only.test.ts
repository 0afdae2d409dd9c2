import { describe, expect, it } from 'vitest';
import { LatestOnly } from './latest-only.js';

function setUp() {
  const sent: number[] = [];
  const answers: number[] = [];
  const errors: unknown[] = [];
  const open: { resolve: (answer: number) => void; reject: (error: unknown) => void }[] = [];
  const latest = new LatestOnly<number, number>(
    (ask) => {
      sent.push(ask);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    (answer) => answers.push(answer),
    (error) => errors.push(error),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { sent, answers, errors, open, latest, settle };
}

describe('LatestOnly', () => {
  it('asks at once, then only the latest of those that came meanwhile', async () => {
    const { sent, answers, open, latest, settle } = setUp();
    for (const ask of [1, 2, 3, 4]) latest.ask(ask);
    expect(sent).toEqual([1]);
    open[0]!.resolve(10);
    await settle();
    expect(sent).toEqual([1, 4]);
    open[1]!.resolve(40);
    await settle();
    expect(answers).toEqual([10, 40]);
    latest.ask(5);
    expect(sent).toEqual([1, 4, 5]);
  });

  it('goes on after an error, and forgets what was dropped', async () => {
    const { sent, errors, open, latest, settle } = setUp();
    latest.ask(1);
    latest.ask(2);
    open[0]!.reject('no');
    await settle();
    expect(errors).toEqual(['no']);
    expect(sent).toEqual([1, 2]);
    latest.ask(3);
    latest.drop();
    open[1]!.resolve(0);
    await settle();
    expect(sent).toEqual([1, 2]);
  });
});

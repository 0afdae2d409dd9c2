import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.js';

it('begins a job when the one before it has ended, also by failing', async () => {
  const inTurn = oneAtATime();
  const log: string[] = [];
  const job = (name: string, fails = false) =>
    inTurn(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([job('a'), job('b', true), job('c')]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

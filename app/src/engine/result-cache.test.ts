import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/execution/task.js';
import { SessionCache } from './result-cache.js';

const result = (technique: string) => ({ technique }) as Result;

describe('the results of a session', () => {
  it('include those that came with the page, once they are there', async () => {
    const cache = new SessionCache();
    let arrive: (list: { key: string; result: Result }[]) => void = () => {};
    cache.seed(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    const asked = cache.get('k');
    arrive([{ key: 'k', result: result('impedance') }]);
    expect(await asked).toEqual(result('impedance'));
  });

  it('do without those that cannot be fetched', async () => {
    const cache = new SessionCache();
    cache.seed(Promise.reject(new Error('offline')));
    expect(await cache.get('k')).toBeUndefined();
  });

  it('can be forgotten one by one', async () => {
    const cache = new SessionCache();
    const [a, b] = [result('a'), result('b')];
    await cache.put('a', a);
    await cache.put('b', b);
    cache.forget([a]);
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.get('b')).toBe(b);
    cache.forget();
    expect(await cache.get('b')).toBeUndefined();
  });

  it('are not kept without end', async () => {
    const cache = new SessionCache();
    for (let i = 0; i < 1000; i++) await cache.put(String(i), result('x'));
    expect(await cache.get('0')).toBeUndefined();
    expect(await cache.get('999')).toBeDefined();
  });

  it('are all kept while a study of 500 analyses is edited', async () => {
    const cache = new SessionCache();
    for (let i = 0; i < 500; i++) await cache.put(String(i), result('x'));
    for (let edit = 0; edit < 400; edit++) {
      await cache.put(`edit ${edit}`, result('x'));
      for (let i = 0; i < 500; i++) await cache.get(String(i));
    }
    for (let i = 0; i < 500; i++) expect(await cache.get(String(i)), String(i)).toBeDefined();
  });
});

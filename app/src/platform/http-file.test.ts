import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpFile } from './http-file.js';

const MB = 1024 * 1024;
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

function serve(answer: (range: string | null) => Response) {
  const fetching = vi.fn(async (_url: string, { headers }: { headers: Record<string, string> }) =>
    answer(headers.Range ?? null),
  );
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe('a file behind an address', () => {
  it('is fetched once when it is small, with the token', async () => {
    const fetching = serve(() => new Response(bytes));
    const file = httpFile('http://here/a', 'a', bytes.length, 'secret');
    expect(await file.slice(-5, 3)).toEqual(bytes.subarray(0, 3));
    expect(await file.slice(990, 5000)).toEqual(bytes.subarray(990));
    expect(await file.slice(5000, 6000)).toEqual(new Uint8Array(0));
    expect(fetching.mock.calls.map(([, { headers }]) => headers)).toEqual([{ Authorization: 'Bearer secret' }]);
  });

  it('is read by ranges when it is large', async () => {
    const fetching = serve(() => new Response(bytes.slice(10, 20), { status: 206 }));
    const file = httpFile('http://here/a', 'a', 100 * MB);
    expect(await file.slice(10, 20)).toEqual(bytes.subarray(10, 20));
    expect(fetching.mock.calls[0]![1].headers.Range).toBe('bytes=10-19');
  });

  it('is kept whole when the server does not know ranges', async () => {
    const large = new Uint8Array(9 * MB);
    large[8 * MB] = 7;
    const fetching = serve(() => new Response(large));
    const file = httpFile('http://here/a', 'a', large.length);
    expect([...(await file.slice(8 * MB, 8 * MB + 2))]).toEqual([7, 0]);
    await file.slice(0, 10);
    expect(fetching).toHaveBeenCalledTimes(1);
  });

  it('is not mixed of what it was and what it became', async () => {
    let tag = '"1"';
    serve((range) => {
      const [from, to] = range!.match(/\d+/g)!.map(Number);
      return new Response(new Uint8Array(to! - from! + 1), { status: 206, headers: { ETag: tag } });
    });
    const file = httpFile('http://here/a', 'a', 100 * MB);
    await file.slice(0, 10);
    await file.slice(20, 30);
    tag = '"2"';
    await expect(file.slice(10, 20)).rejects.toMatchObject({ code: 'cannot-read', where: { file: 'a' } });
    expect(await httpFile('http://here/a', 'a', 100 * MB).slice(10, 20)).toHaveLength(10);
  });

  it('is not the beginning of a longer one, nor a shorter one', async () => {
    for (const size of [999, 1001]) {
      serve(() => new Response(bytes));
      await expect(httpFile('http://here/a', 'a', size).slice(0, 10)).rejects.toMatchObject({ code: 'cannot-read' });
    }
    for (const answer of [new Response(null, { status: 416 }), new Response(bytes.slice(0, 5), { status: 206 })]) {
      serve(() => answer);
      await expect(httpFile('http://here/a', 'a', 100 * MB).slice(0, 10)).rejects.toMatchObject({
        code: 'cannot-read',
      });
    }
  });

  it('says what to do when the server is another one by now', async () => {
    serve(() => new Response(null, { status: 401 }));
    await expect(httpFile('http://here/a', 'a', 5, 'old').slice(0, 1)).rejects.toMatchObject({
      hint: expect.stringContaining('printed last'),
    });
  });

  it('tells what went wrong, and tries again when asked again', async () => {
    let gone = true;
    serve(() => (gone ? new Response(null, { status: 404 }) : new Response(bytes)));
    const file = httpFile('http://here/a', 'a.mpt', bytes.length);
    await expect(file.slice(0, 1)).rejects.toMatchObject({ code: 'file-not-found', where: { file: 'a.mpt' } });
    gone = false;
    expect(await file.slice(0, 1)).toEqual(bytes.subarray(0, 1));
  });

  it('says that nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(httpFile('http://here/a', 'a', 5).slice(0, 1)).rejects.toMatchObject({ code: 'cannot-read' });
  });
});

import { describe, expect, it } from 'vitest';
import { readTextBody } from './read-body.js';

const put = (body: string | Uint8Array | ReadableStream, type = 'text/plain', headers: Record<string, string> = {}) =>
  readTextBody(
    new Request('http://127.0.0.1/', {
      method: 'PUT',
      body,
      headers: { 'content-type': type, ...headers },
      duplex: 'half',
    } as RequestInit),
    'text/plain',
    10,
  );
const refusal = (status: number) => ({ refusal: { status } });

describe('readTextBody', () => {
  it('gives the text, up to its limit', async () => {
    expect(await put('0123456789')).toBe('0123456789');
    expect(await put('', 'Text/Plain; charset=utf-8')).toBe('');
    expect(await put('\ufeffa')).toBe('\ufeffa');
  });

  it('refuses other types, what is no text, and what is too long', async () => {
    await expect(put('a', 'application/x-www-form-urlencoded')).rejects.toMatchObject(refusal(415));
    await expect(put(new Uint8Array([0xff]))).rejects.toMatchObject(refusal(400));
    await expect(put('0123456789a')).rejects.toMatchObject(refusal(413));
    await expect(put('a', 'text/plain', { 'content-length': '11' })).rejects.toMatchObject(refusal(413));
  });

  it('stops reading a body of unknown length', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(4));
      },
    });
    await expect(put(endless)).rejects.toMatchObject(refusal(413));
    expect(pulled).toBeLessThan(10);
  });

  it('says that the body broke off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    await expect(put(broken)).rejects.toMatchObject(refusal(400));
  });
});

import { describe, expect, it } from 'vitest';
import { refusedAtGate } from './gate.js';

const knock = (headers: Record<string, string | string[]>, url = '/', port = 4000) =>
  refusedAtGate(
    {
      url,
      headersDistinct: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
    },
    port,
  )?.code;

describe('the gate', () => {
  it('lets in the page and the user', () => {
    expect(knock({ host: '127.0.0.1:4000' })).toBeUndefined();
    expect(knock({ host: 'localhost:4000', 'sec-fetch-site': 'none' }, '/assets/x.js?v=1')).toBeUndefined();
    const own = { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' };
    expect(knock(own, '/api/study')).toBeUndefined();
    expect(knock({ host: 'localhost' }, '/', 80)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:4000',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:4001',
    '127.0.0.1:04000',
    '127.0.0.1:4000.evil.example',
    'evil.example#127.0.0.1:4000',
    'user@127.0.0.1:4000',
    'localhost.:4000',
    'LOCALHOST:4000',
    '127.1:4000',
    '2130706433:4000',
    '[::1]:4000',
    '0.0.0.0:4000',
    ['127.0.0.1:4000', 'evil.example'],
    ['127.0.0.1:4000', '127.0.0.1:4000'],
  ])('refuses the host %s', (host) => {
    expect(knock(host === undefined ? {} : { host })).toBe('foreign-host');
  });

  it.each([
    'null',
    'http://evil.example',
    'https://127.0.0.1:4000',
    'http://localhost:4000',
    'http://127.0.0.1:4001',
    'http://127.0.0.1:4000/',
    'http://127.0.0.1:4000.evil.example',
    'file://',
    '',
    ['http://127.0.0.1:4000', 'http://evil.example'],
  ])('refuses the origin %s', (origin) => {
    expect(knock({ host: '127.0.0.1:4000', origin })).toBe('foreign-origin');
  });

  it.each(['cross-site', 'same-site', 'Cross-Site', '', 'something'])('refuses what a browser calls %s', (site) => {
    expect(knock({ host: '127.0.0.1:4000', 'sec-fetch-site': site })).toBe('foreign-origin');
  });

  it('refuses strange paths', () => {
    for (const url of ['/../x', '/api/file/%2e%2e/x', 'http://127.0.0.1:4000/', '*', '', '/a\\b', '//evil.example/x']) {
      expect(knock({ host: '127.0.0.1:4000' }, url), url).toBe('strange-path');
    }
  });
});

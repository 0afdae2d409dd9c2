import { afterEach, expect, it, vi } from 'vitest';
import { forgetToken, takeToken } from './session-token.js';

const replaceState = vi.fn();

function page(hash: string): void {
  vi.stubGlobal('location', { hash, pathname: '/' });
  vi.stubGlobal('history', { replaceState });
}

afterEach(() => vi.unstubAllGlobals());

it('is taken from the address once, and remembered by the tab', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  page('#token=ab_c-1/analysis/x');
  expect(takeToken()).toBe('ab_c-1');
  expect(replaceState).toHaveBeenLastCalledWith(null, '', '/#/analysis/x');
  page('#/analysis/x');
  expect(takeToken()).toBe('ab_c-1');
  forgetToken();
  expect(takeToken()).toBeNull();
});

it.each([
  ['forbids storage', () => Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: refuse })],
  ['has no room', () => vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: refuse, removeItem: refuse })],
])('serves the page also where the browser %s', (_, hinder) => {
  hinder();
  page('#token=abc');
  expect(takeToken()).toBe('abc');
  page('');
  expect(takeToken()).toBeNull();
  forgetToken();
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});

function refuse(): never {
  throw new DOMException('not here', 'SecurityError');
}

import { describe, expect, it } from 'vitest';
import { carriesToken, newToken } from './token.js';

describe('the token', () => {
  it('is another one each time', () => {
    expect(newToken()).toMatch(/^[\w-]{43}$/);
    expect(newToken()).not.toBe(newToken());
  });

  it('is taken only whole and as Bearer', () => {
    const token = newToken();
    expect(carriesToken(`Bearer ${token}`, token)).toBe(true);
    const wrong = [undefined, '', 'Bearer', 'Bearer ', token, `Basic ${token}`, `Bearer ${token.slice(1)}`];
    for (const header of [...wrong, `Bearer ${token}x`, `Bearer ${token}, Bearer ${token}`, `Bearer ${newToken()}`]) {
      expect(carriesToken(header, token), header).toBe(false);
    }
  });
});

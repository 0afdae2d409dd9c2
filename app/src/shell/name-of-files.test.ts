import { describe, expect, it } from 'vitest';
import { nameOfFiles } from './name-of-files.js';

describe('nameOfFiles', () => {
  it('is the folder that all share, the one file, or how many there are', () => {
    expect(nameOfFiles(['eis/a.mpt', 'eis/b/c.mpt'])).toBe('eis');
    expect(nameOfFiles(['a.mpt'])).toBe('a.mpt');
    expect(nameOfFiles(['a.mpt', 'eis/b.mpt'])).toBe('2 files');
  });
});

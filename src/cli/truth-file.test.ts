import { describe, expect, it } from 'vitest';
import { readTruth } from './truth-file.js';

const entry = '- technique: eis\n  into: raw\n  seed: 7\n  truth: { R0: 40 }\n';

describe('readTruth', () => {
  it('reads a list, bare or under its key', () => {
    const expected = [{ technique: 'eis', into: 'raw', seed: 7, truth: { R0: 40 } }];
    expect(readTruth(entry, 'truth.yaml')).toMatchObject(expected);
    expect(readTruth(`truth:\n${entry}`, 'truth.yaml')).toMatchObject(expected);
  });

  it('knows where each truth stands', () => {
    const [first] = readTruth(entry, 'truth.yaml');
    expect(first!.place).toEqual({ file: 'truth.yaml', line: 4, column: 10, path: '[0].truth' });
  });

  it.each([
    ['a typo', entry.replace('seed', 'sed'), { line: 3, column: 3 }],
    ['a seed that is no number', entry.replace('7', 'seven'), { line: 3, column: 9 }],
    ['broken YAML', '- technique: [', { line: expect.any(Number) }],
    ['nothing', '', {}],
    ['text', 'just words', {}],
  ])('refuses %s with its place', (_, text, where) => {
    const error = expect.objectContaining({
      code: 'invalid-study',
      where: expect.objectContaining({ file: 'truth.yaml', ...where }),
    });
    expect(() => readTruth(text, 'truth.yaml')).toThrow(error);
  });
});

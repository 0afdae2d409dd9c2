import { describe, expect, it, vi } from 'vitest';
import { fail } from '../errors.js';
import { refusalJson, refusalOf, refuse, withoutRoot } from './refusal.js';

const ignore = () => undefined;

describe('what an error means to the page', () => {
  it('is what was decided', () => {
    const refusal = { status: 409, code: 'busy', message: 'one at a time', hint: 'wait' } as const;
    expect(refusalOf(refuse(refusal), ignore)).toBe(refusal);
  });

  it('is that of the family, with its place', () => {
    const refusal = refusalOf(fail('invalid-study', 'wrong', 'mend it', { file: 'study.yaml', line: 3 }), ignore);
    expect(refusal).toMatchObject({ status: 422, code: 'invalid-study', where: { line: 3 } });
    expect(refusalOf(fail('file-not-found', 'x', 'y'), ignore).status).toBe(404);
  });

  it('is nothing of a mistake of ours, which is told elsewhere', () => {
    const unforeseen = vi.fn();
    const error = new Error('ENOENT: /home/somebody/secret');
    const text = refusalJson(refusalOf(error, unforeseen), '/nowhere');
    expect(text).not.toMatch(/somebody|ENOENT| at /);
    expect(unforeseen).toHaveBeenCalledWith(error);
  });
});

describe('paths in answers', () => {
  it('start at the study', () => {
    const json = JSON.stringify({
      file: '/home/me/my study/raw/a.mpt',
      message: 'the folder /home/me/my study is gone',
    });
    expect(JSON.parse(withoutRoot(json, '/home/me/my study'))).toEqual({
      file: 'raw/a.mpt',
      message: 'the folder . is gone',
    });
    expect(JSON.parse(withoutRoot(JSON.stringify('C:\\me\\s\\raw\\a'), 'C:\\me\\s'))).toBe('raw\\a');
  });

  it('of other places stay as they are', () => {
    const json = JSON.stringify('/a/bc and x/a/b, /a/b.old: per cent/a');
    expect(withoutRoot(json, '/a/b')).toBe(json);
    expect(withoutRoot(json, '/')).toBe(json);
  });
});

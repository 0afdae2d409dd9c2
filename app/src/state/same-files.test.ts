import { expect, it } from 'vitest';
import { sameFiles } from './same-files.js';

const entries = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, stamp]) => ({ path, stamp, size: 1 }));

it('sees files come, go and change, and not study.yaml', () => {
  const before = entries({ 'a.z': '1', 'b.z': '1', 'study.yaml': '1' });
  expect(sameFiles(before, entries({ 'a.z': '1', 'b.z': '1' }))).toBe(true);
  expect(sameFiles(before, entries({ 'a.z': '1', 'b.z': '1', 'study.yaml': '2' }))).toBe(true);
  expect(sameFiles(before, entries({ 'a.z': '1', 'study.yaml': '1' }))).toBe(false);
  expect(sameFiles(before, entries({ 'a.z': '1', 'b.z': '2', 'study.yaml': '1' }))).toBe(false);
  expect(sameFiles(before, entries({ 'a.z': '1', 'b.z': '1', 'c.z': '1' }))).toBe(false);
});

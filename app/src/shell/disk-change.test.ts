import { describe, expect, it } from 'vitest';
import type { Folder } from '../platform/folder.js';
import { addStep, startHistory } from '../state/history.js';
import { isTakenOver } from './disk-change.js';

const folder = { kind: 'server', name: 'study' } as Folder;
const opened = { folder, history: startHistory('title: a'), savedText: 'title: a' };
const withText = (text: string) => addStep(opened.history, { text, label: 'edit' });

describe('isTakenOver', () => {
  it('tells a change on disk from saving, editing and opening', () => {
    const edited = { ...opened, history: withText('title: b') };
    const changed = { ...opened, history: withText('title: c'), savedText: 'title: c' };
    expect(isTakenOver(changed, opened)).toBe(true);
    expect(isTakenOver(changed, edited)).toBe(true);
    expect(isTakenOver(edited, opened)).toBe(false);
    expect(isTakenOver({ ...edited, savedText: 'title: b' }, edited)).toBe(false);
    expect(isTakenOver({ ...changed, folder: { ...folder } }, opened)).toBe(false);
    expect(isTakenOver(changed, { ...opened, savedText: null })).toBe(false);
  });
});

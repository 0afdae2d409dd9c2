import { describe, expect, it } from 'vitest';
import type { Folder } from '../platform/folder.js';
import { addStep, startHistory } from '../state/history.js';
import { isEmptyProposal } from './empty-proposal.js';

const folder = { kind: 'dropped', name: 'notes' } as Folder;
const mistakes = [{ path: 'analyses', message: 'the study has no analyses' }];
const proposed = { folder, savedText: null, history: startHistory('title: notes'), study: null, mistakes };

describe('isEmptyProposal', () => {
  it('is true until somebody writes a study for the files', () => {
    expect(isEmptyProposal(proposed)).toBe(true);
    const history = addStep(proposed.history, { text: 'title: other', label: 'title' });
    expect(isEmptyProposal({ ...proposed, history })).toBe(false);
  });

  it('is false where study.yaml is there and has mistakes, and before a folder was read', () => {
    expect(isEmptyProposal({ ...proposed, savedText: 'title: notes' })).toBe(false);
    expect(isEmptyProposal({ ...proposed, mistakes: [] })).toBe(false);
    expect(isEmptyProposal({ ...proposed, folder: null })).toBe(false);
  });
});

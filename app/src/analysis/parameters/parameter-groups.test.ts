import { describe, expect, it } from 'vitest';
import { isLongList, nameInGroup, type ParameterFilter, parameterGroups } from './parameter-groups.js';

const parameters = ['displacement', 'zro2.a', 'nzsp.scale', 'nzsp.Na1.x', 'W', 'zro2.Zr1.x'].map((name) => ({
  name,
  unit: '',
  bounds: [null, null] as const,
}));
const everything: ParameterFilter = { text: '', onlySet: false, isSet: () => false, sentTo: undefined };
const shown = (filter: Partial<ParameterFilter>) =>
  parameterGroups(parameters, { ...everything, ...filter }).map(({ name, members }) => [
    name,
    ...members.map((one) => nameInGroup(one.name)),
  ]);

describe('parameterGroups', () => {
  it('puts together what belongs to one thing, in the order of the model', () => {
    expect(shown({})).toEqual([
      ['', 'displacement', 'W'],
      ['zro2', 'a', 'Zr1.x'],
      ['nzsp', 'scale', 'Na1.x'],
    ]);
  });

  it('finds by words in the name, and what is set', () => {
    expect(shown({ text: ' X ' })).toEqual([
      ['zro2', 'Zr1.x'],
      ['nzsp', 'Na1.x'],
    ]);
    expect(shown({ text: 'nzsp sc' })).toEqual([['nzsp', 'scale']]);
    expect(shown({ onlySet: true, isSet: ({ name }) => name === 'W' })).toEqual([['', 'W']]);
    expect(shown({ text: 'nothing' })).toEqual([]);
  });

  it('never hides the one that somebody was sent to', () => {
    expect(shown({ text: 'scale', sentTo: 'W' })).toEqual([
      ['', 'W'],
      ['nzsp', 'scale'],
    ]);
  });
});

describe('isLongList', () => {
  it('is one that nobody reads through', () => {
    expect(isLongList(parameters)).toBe(false);
    expect(isLongList([...parameters, ...parameters, ...parameters])).toBe(true);
  });
});

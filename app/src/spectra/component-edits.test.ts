import { describe, expect, it } from 'vitest';
import { addComponentEdit, changeComponentEdit, componentsIn, movePeakEdit } from './component-edits.js';

const study = `title: Sodium on titania
analyses:
  series:
    technique: photoemission
    recordings: raw/series.vms # all seven steps
    component:
      - Ti4+ = Ti 2p @ 458.6 # from the bare film
    start: [Ti4+.position=458.4, Ti4+.gaussian=1.1]
`;

describe('edits of components', () => {
  it('add one at the end, and leave comments alone', () => {
    const next = addComponentEdit('series', 'Ti3+ = Ti 2p @ 456.8').change(study);
    expect(componentsIn(next, 'series')).toEqual(['Ti4+ = Ti 2p @ 458.6', 'Ti3+ = Ti 2p @ 456.8']);
    expect(next).toContain('# all seven steps');
    expect(next).toContain('# from the bare film');
  });

  it('take the last one away with the option', () => {
    const next = changeComponentEdit('series', 'Ti4+ = Ti 2p @ 458.6', ' ').change(study);
    expect(next).not.toContain('component');
  });

  it('move a peak by its text, and not a second time by a start value', () => {
    const edit = movePeakEdit('series', 'Ti4+.position', 458.812, componentsIn(study, 'series'));
    const next = edit!.change(study);
    expect(componentsIn(next, 'series')).toEqual(['Ti4+ = Ti 2p @ 458.81']);
    expect(next).not.toContain('Ti4+.position=');
    expect(next).toContain('Ti4+.gaussian=1.1');
  });

  it('leave all other numbers to start values', () => {
    const components = componentsIn(study, 'series');
    expect(movePeakEdit('series', 'Ti4+.gaussian', 1, components)).toBeUndefined();
    expect(movePeakEdit('series', 'Zr4+.position', 182, components)).toBeUndefined();
  });
});

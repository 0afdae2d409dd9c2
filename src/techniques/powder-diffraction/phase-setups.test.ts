import { describe, expect, it } from 'vitest';
import type { Finding } from '../technique.js';
import { powderDiffractionOptions } from './options.js';
import { phaseSetups, readPhases } from './phase-setups.js';
import { laboratory } from './test-support/reference-models.js';

const cif = (name: string) =>
  `data_${name}\n_cell_length_a 5\n_cell_length_b 5\n_cell_length_c 5\n_space_group_name_H-M_alt 'P 1'\n` +
  'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_U_iso_or_equiv\nO1 0 0 0 0.01\n';
const encoder = new TextEncoder();
const filesOf = (entries: Readonly<Record<string, string | Uint8Array>>) =>
  new Map(
    Object.entries(entries).map(([path, text]) => [
      path,
      { name: path, path, bytes: typeof text === 'string' ? encoder.encode(text) : text },
    ]),
  );

describe('readPhases', () => {
  it('gives names of their own to files that are called alike', () => {
    const files = filesOf({ 'a.cif': cif('x') });
    expect(readPhases(['a.cif', 'a.cif', './a.cif'.slice(2)], 'phase', files, []).map(({ name }) => name)).toEqual([
      'a',
      'a-2',
      'a-3',
    ]);
  });

  it('does so between the options too, and refuses a name that was given twice', () => {
    const files = filesOf({ 'a.cif': cif('x') });
    const given = readPhases(['a.cif'], 'phase', files, []);
    expect(readPhases(['a.cif'], 'candidate', files, [], given)[0]!.name).toBe('a-2');
    expect(() => readPhases(['a=a.cif'], 'candidate', files, [], given)).toThrow(/two phases are called a/);
  });

  it('cuts names that are too long, and makes letters of what is none', () => {
    const files = filesOf({ [`${'n'.repeat(200)}.cif`]: cif('x'), '<b>ü</b>.cif': cif('x'), '12.cif': cif('x') });
    expect(readPhases([...files.keys()], 'phase', files, []).map(({ name }) => name)).toEqual([
      'n'.repeat(60),
      'b-b',
      'phase-12',
    ]);
  });

  it('reads UTF-16', () => {
    const text = cif('x');
    const bytes = new Uint8Array(2 + 2 * text.length);
    bytes.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i++) bytes[2 + 2 * i] = text.charCodeAt(i);
    expect(readPhases(['a.cif'], 'phase', filesOf({ 'a.cif': bytes }), [])).toHaveLength(1);
  });

  it('refuses more structures than a pattern tells apart', () => {
    const files = filesOf({ 'many.cif': Array.from({ length: 51 }, (_, k) => cif(`s${k}`)).join('') });
    expect(() => readPhases(['many.cif'], 'phase', files, [])).toThrow(/more than 50 structures/);
    expect(readPhases(['many.cif'], 'candidate', files, [])).toHaveLength(51);
  });
});

describe('phaseSetups', () => {
  const findingsOf = (element: string): Finding[] => {
    const files = filesOf({ 'a.cif': cif('x').replace('O1 0 0 0', `${element}1 0 0 0`) });
    const findings: Finding[] = [];
    const options = powderDiffractionOptions.parse({});
    const radiation = { ...laboratory(0.4139, 0.4139, 0), lines: [{ wavelengthAngstrom: 0.4139, ratio: 1 }] };
    phaseSetups(readPhases(['a.cif'], 'phase', files, []), radiation, options, findings);
    return findings.filter(({ code }) => code === 'no-anomalous');
  };

  it('only remarks on anomalous terms that are not tabulated where they would be next to nothing', () => {
    expect(findingsOf('O')).toMatchObject([{ severity: 'info' }]);
    expect(findingsOf('Al')).toMatchObject([{ severity: 'info' }]);
  });

  it('warns where an edge is between the wavelength and the tables', () => {
    expect(findingsOf('Sn')).toMatchObject([{ severity: 'warning' }]);
  });
});

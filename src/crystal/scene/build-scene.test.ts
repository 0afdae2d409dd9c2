import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { readStructures } from '../cif/read-structures.js';
import { buildScene } from './build-scene.js';
import type { StructureScene } from './structure-scene.js';
import { perovskite, rockSalt, rutile, structureOf } from './test-support/sample-structures.js';
import { cross, dot, lengthOf, subtracted } from './vector.js';

const count = ({ atoms }: StructureScene, site: string): number => atoms.filter((atom) => atom.site === site).length;

describe('buildScene', () => {
  it('draws corners, the middle and every anion around them', () => {
    const scene = buildScene(rutile);
    expect(count(scene, 'Ti1')).toBe(9);
    // Around each of the nine octahedra, shared corners counted once; none of the four in the cell is missing.
    expect(scene.polyhedra).toHaveLength(9);
    expect(scene.polyhedra.every(({ corners, faces }) => corners.length === 6 && faces.length === 8)).toBe(true);
    expect(scene.bonds).toHaveLength(54);
    const lengths = new Set(scene.bonds.map(({ lengthAngstrom }) => lengthAngstrom.toFixed(3)));
    // Four of 1.948 and two of 1.980 angstrom for x = 0.3048.
    expect(lengths).toEqual(new Set(['1.948', '1.980']));
  });

  it('gives each atom once, with the index that bonds and polyhedra use', () => {
    const scene = buildScene(rutile);
    const places = scene.atoms.map(({ position }) => position.map((x) => x.toFixed(2)).join());
    expect(new Set(places).size).toBe(places.length);
    for (const { from, to, lengthAngstrom } of scene.bonds) {
      const distance = lengthOf(subtracted(scene.atoms[from]!.position, scene.atoms[to]!.position));
      expect(distance).toBeCloseTo(lengthAngstrom, 3);
    }
    for (const { centre, element } of scene.polyhedra) expect(scene.atoms[centre]!.shares[0]!.element).toBe(element);
  });

  it('puts all that shares a place into one atom, and keeps vacancies', () => {
    const scene = buildScene(perovskite);
    expect(scene.atoms.filter(({ site }) => site === 'Ti1, Nb1')).toMatchObject([
      {
        shares: [
          { element: 'Ti', occupancy: 0.7 },
          { element: 'Nb', occupancy: 0.3 },
        ],
      },
    ]);
    expect(count(scene, 'La1')).toBe(8);
    expect(scene.atoms.find(({ site }) => site === 'La1')!.shares).toEqual([{ element: 'La', occupancy: 0.6 }]);
    // The large cation in the gaps has neither sticks nor a polyhedron.
    expect(scene.polyhedra).toMatchObject([{ element: 'Ti' }]);
    expect(scene.bonds).toHaveLength(6);
  });

  it('draws polyhedra of the elements asked for and no others', () => {
    const scene = buildScene(perovskite, { polyhedra: ['La'] });
    expect(scene.polyhedra.map(({ element }) => element)).toEqual(Array(8).fill('La'));
    expect(scene.polyhedra[0]!.corners).toHaveLength(12);
    expect(buildScene(perovskite, { polyhedra: [] }).polyhedra).toEqual([]);
  });

  it('has sticks and no polyhedra where there are only large cations', () => {
    const scene = buildScene(rockSalt);
    expect(scene.atoms).toHaveLength(27);
    expect(scene.bonds).toHaveLength(54);
    expect(scene.polyhedra).toEqual([]);
  });

  it('faces of polyhedra are seen counter-clockwise from outside', () => {
    const { polyhedra, atoms } = buildScene(rutile);
    for (const { corners, faces, centre } of polyhedra) {
      for (const [a, b, c] of faces.map((face) => face.map((n) => corners[n]!))) {
        const normal = cross(subtracted(b!, a!), subtracted(c!, a!));
        expect(dot(normal, subtracted(a!, atoms[centre]!.position))).toBeGreaterThan(0);
      }
    }
  });

  it('looks along the shortest axis, a little from the right and above', () => {
    const { from, up } = buildScene(rutile).view;
    expect(from[2]).toBeGreaterThan(0.95);
    expect(from[0]).toBeGreaterThan(0);
    expect(from[1]).toBeGreaterThan(0);
    expect(dot(from, up)).toBeCloseTo(0, 5);
    expect(lengthOf(from)).toBeCloseTo(1, 5);
    const looksAlongB = structureOf('b', { a: 9, b: 5, c: 8, alpha: 90, beta: 110, gamma: 90 }, ['-x,-y,-z'], []);
    // From the far end of b, so that a goes to the right and c up.
    expect(buildScene(looksAlongB).view.from[1]).toBeLessThan(-0.95);
  });

  it('shows a large cell without sticks, a very large one cut, and says so', () => {
    const crowd = (n: number) =>
      structureOf(
        'crowd',
        { a: 100, b: 100, c: 100, alpha: 90, beta: 90, gamma: 90 },
        ['-x,-y,-z'],
        Array.from({ length: n }, (_, i) => [
          `O${i}`,
          'O',
          (0.5 * (i % 17) + 0.3) / 17,
          (0.3 + (i % 61)) / 61,
          (5 + i) / (n + 10),
        ]),
      );
    const large = buildScene(crowd(1100));
    expect(large.note).toMatch(/2200 atoms, which are shown without bonds/);
    expect(large.atoms).toHaveLength(2200);
    expect(large.bonds).toEqual([]);
    const cut = buildScene(crowd(3500));
    expect(cut.note).toMatch(/holds 7000 atoms; the first 6000/);
    expect(cut.atoms).toHaveLength(6000);
  });

  it('looks for no bonds where atoms are packed as no matter is', () => {
    const packed = structureOf(
      'packed',
      { a: 3, b: 3, c: 3, alpha: 90, beta: 90, gamma: 90 },
      ['x,y,z'],
      Array.from({ length: 900 }, (_, i) => [`O${i}`, 'O', (i % 9) / 9, (Math.floor(i / 9) % 10) / 10, i / 900]),
    );
    expect(buildScene(packed)).toMatchObject({ bonds: [], note: expect.stringMatching(/without bonds/) });
  });

  it('is plain JSON and the same each time', () => {
    const text = JSON.stringify(buildScene(perovskite));
    expect(JSON.stringify(buildScene(perovskite))).toBe(text);
    expect(JSON.parse(text)).toEqual(buildScene(perovskite));
    expect(text).not.toMatch(/-0[,\]]|null|\de-/);
  });
});

const cifs = sharedData('xrd', 'cif');

describe.skipIf(cifs === undefined)('real structures (skipped without ../shared/data/xrd)', () => {
  const sceneOf = (name: string): StructureScene =>
    buildScene(readStructures(readFileSync(`${cifs}/${name}.cif`, 'utf8'), name).structures[0]!);
  const polyhedra = (scene: StructureScene): string[] =>
    [...new Set(scene.polyhedra.map(({ element, corners }) => `${element}${corners.length}`))].sort();

  it.each([
    ['nzsp_C2c_dls', ['Si4', 'Zr6']],
    ['nzsp_rhombohedral_boilot1988', ['Si4', 'Zr6']],
    ['na3v2po43_zatovsky2010', ['P4', 'V6']],
    ['anatase', ['Ti6']],
    ['fluorapatite', ['P4']],
    ['zno', ['Zn4']],
    ['zro2_monoclinic', ['Zr7']],
    ['zro2_tetragonal', ['Zr8']],
    ['lab6', []],
  ])('%s has the polyhedra %j', (name, expected) => {
    expect(polyhedra(sceneOf(name))).toEqual(expected);
  });

  it('joins silicon and phosphorus of NZSP and leaves sodium loose', () => {
    const scene = sceneOf('nzsp_C2c_dls');
    expect(scene.atoms.filter(({ site }) => site === 'Si1, P1').length).toBeGreaterThan(0);
    const bonded = new Set(scene.bonds.flatMap(({ from, to }) => [from, to]));
    expect(scene.atoms.every(({ shares }, i) => shares[0]!.element !== 'Na' || !bonded.has(i))).toBe(true);
    expect(scene.formula).toMatch(/Na3 ?Zr2 ?Si2 ?P ?O12/);
  });

  it('bonds the boron octahedron of LaB6', () => {
    const { bonds, atoms } = sceneOf('lab6');
    expect(bonds).toHaveLength(12);
    expect(bonds.every(({ from, to }) => atoms[from]!.site === 'B1' && atoms[to]!.site === 'B1')).toBe(true);
  });
});

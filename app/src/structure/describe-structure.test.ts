import { describe, expect, it } from 'vitest';
import { buildScene } from '../../../src/crystal/scene/build-scene.js';
import { perovskite, rutile } from '../../../src/crystal/scene/test-support/sample-structures.js';
import { describeStructure, siteRows } from './describe-structure.js';

describe('siteRows', () => {
  it('tells content and bonds of each position once', () => {
    expect(siteRows(buildScene(rutile))).toMatchObject([
      { site: 'Ti1', content: 'Ti', drawn: 9, bonds: '6, 1.95 to 1.98 Å' },
      { site: 'O1', content: 'O', bonds: '3, 1.95 to 1.98 Å' },
    ]);
    expect(siteRows(buildScene(perovskite)).map(({ content, bonds }) => [content, bonds])).toEqual([
      ['La 0.60', ''],
      ['Ti 0.70, Nb 0.30', '6, 1.95 Å'],
      ['O', '1, 1.95 Å'],
    ]);
  });
});

describe('describeStructure', () => {
  it('says what is in the picture', () => {
    expect(describeStructure(buildScene(rutile))).toBe(
      'Unit cell of rutile, TiO2, space group by hand, with edges of 4.59, 4.59, 2.96 Å: ' +
        `${buildScene(rutile).atoms.length} atoms, 9 polyhedra of Ti with 6 corners.`,
    );
  });
});

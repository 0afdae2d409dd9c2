import { fail, isInterphaseError, withPlace } from '../../errors.js';
import { reciprocalMetric } from '../cell/metric.js';
import type { CrystalStructure } from '../structure.js';
import type { CifBlock } from './cif-block.js';
import { cifNumber } from './cif-number.js';
import { parseCif } from './parse-cif.js';
import { atomLoop, atomsOfBlock } from './reading/block-atoms.js';
import { cellOfBlock, fitCell } from './reading/block-cell.js';
import { anisotropicU } from './reading/block-displacements.js';
import { symmetryOfBlock } from './reading/block-symmetry.js';
import { checkComposition } from './reading/check-composition.js';
import { mergeDuplicates } from './reading/merge-duplicates.js';
import { placeAtoms } from './reading/place-atoms.js';
import { structureName, structureSource } from './reading/structure-name.js';
import type { StructureFinding } from './structure-finding.js';

export interface ReadStructures {
  /** One for each block with atoms, at least one. */
  readonly structures: readonly CrystalStructure[];
  readonly findings: readonly StructureFinding[];
}

/**
 * Reads the crystal structures of a CIF: cell, symmetry, atoms with occupancies and displacements. Numbers are taken as
 * the file has them, but for positions (snapped onto special ones) and for what symmetry forbids; whatever was changed,
 * assumed or does not fit together is a finding.
 *
 * @param fileName for the places of errors
 * @throws `invalid-structure` with file and line when no block can be read: no atoms, an unknown element, an impossible
 *   cell, operations that are no group or contradict the cell; `empty-file`; `malformed-file` for what is too large
 */
export function readStructures(text: string, fileName: string): ReadStructures {
  try {
    return read(text);
  } catch (error) {
    throw withPlace(error, { file: fileName });
  }
}

function read(text: string): ReadStructures {
  if (text.trim() === '') throw fail('empty-file', 'the file is empty', 'export the structure again');
  const { blocks, diagnostics } = parseCif(text);
  const findings: StructureFinding[] = diagnostics.map(({ code, line, message }) => ({
    code,
    severity: 'warning',
    message: `line ${line}: ${message}`,
  }));
  const withAtoms = blocks.filter((block) => (atomLoop(block)?.rowCount ?? 0) > 0);
  if (withAtoms.length === 0) throw noAtoms(blocks);
  const structures: CrystalStructure[] = [];
  const names = new Set<string>();
  let first: unknown;
  for (const block of withAtoms) {
    const own: StructureFinding[] = [];
    try {
      structures.push(structureOf(block, names, own));
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      first ??= error;
      const message = `it cannot be read: ${error.message}${error.where.line === undefined ? '' : ` (line ${error.where.line})`}`;
      own.push({ code: 'structure-unreadable', severity: 'error', message });
    }
    for (const finding of own) {
      findings.push(
        withAtoms.length === 1 ? finding : { ...finding, message: `data_${block.name}: ${finding.message}` },
      );
    }
  }
  if (structures.length === 0) throw first;
  return { structures, findings };
}

function structureOf(block: CifBlock, names: Set<string>, findings: StructureFinding[]): CrystalStructure {
  const loop = atomLoop(block)!;
  const given = cellOfBlock(block);
  const spaceGroup = symmetryOfBlock(block, given, findings);
  const cell = fitCell(given, spaceGroup, block.lineOf('_cell_length_a'), findings);
  const atoms = atomsOfBlock(block, loop, findings);
  if (atoms.length === 0) {
    throw fail(
      'invalid-structure',
      'none of the listed atoms can be used',
      'give elements and fractional coordinates',
      {
        line: loop.lineOf(0),
      },
    );
  }
  const placed = placeAtoms(atoms, anisotropicU(block, reciprocalMetric(cell)), cell, spaceGroup, findings);
  const sites = mergeDuplicates(placed, cell, spaceGroup, findings);
  const formula = block.item('_chemical_formula_sum')?.replace(/\s+/g, ' ').trim();
  const units = cifNumber(block.item('_cell_formula_units_z')?.trim() ?? '')?.value;
  const source = structureSource(block);
  const structure: CrystalStructure = {
    name: structureName(block, names),
    ...(formula === undefined ? {} : { formula }),
    ...(units !== undefined && units > 0 ? { formulaUnits: units } : {}),
    cell,
    spaceGroup,
    sites,
    ...(source === undefined ? {} : { source }),
  };
  checkComposition(structure, findings);
  return structure;
}

function noAtoms(blocks: readonly CifBlock[]): Error {
  if (blocks.length === 0) {
    return fail(
      'invalid-structure',
      'the file has no data block and is no CIF',
      'choose a crystal structure in a CIF file',
    );
  }
  const cartesian = blocks.find((block) => block.has('_atom_site_cartn_x'));
  if (cartesian !== undefined) {
    return fail(
      'invalid-structure',
      'the atoms have Cartesian coordinates only',
      'export the structure with fractional coordinates (_atom_site_fract_x)',
      { line: cartesian.lineOf('_atom_site_cartn_x') },
    );
  }
  const block = blocks.find((candidate) => candidate.has('_cell_length_a')) ?? blocks[0]!;
  return fail(
    'invalid-structure',
    `data_${block.name} lists no atoms`,
    'choose a CIF with a table of atoms (_atom_site_label, _atom_site_fract_x, ...)',
    { line: block.line },
  );
}

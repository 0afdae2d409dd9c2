import { fail, isInterphaseError, withPlace } from '../../../errors.js';
import type { Cell } from '../../cell/cell.js';
import {
  type FoundSpaceGroup,
  spaceGroupFromNumber,
  spaceGroupFromOperations,
  spaceGroupFromSymbol,
  symbolFits,
} from '../../symmetry/find-space-group.js';
import { operationsFromHall } from '../../symmetry/hall-symbol.js';
import { IDENTITY, operationKey } from '../../symmetry/operations.js';
import { parseOperation } from '../../symmetry/parse-operation.js';
import type { SpaceGroup } from '../../symmetry/space-group.js';
import type { CifBlock } from '../cif-block.js';
import type { StructureFinding } from '../structure-finding.js';

const operationTags = ['_space_group_symop_operation_xyz', '_symmetry_equiv_pos_as_xyz'];
const hallTags = ['_space_group_name_hall', '_symmetry_space_group_name_hall'];
const symbolTags = ['_space_group_name_h-m_alt', '_symmetry_space_group_name_h-m', '_space_group_name_h-m_full'];
const numberTags = ['_space_group_it_number', '_symmetry_int_tables_number'];
/** No cell has more; a longer list is no list of operations. */
const MOST_LISTED = 1000;

/** What a block says about its symmetry, each where it says it. */
interface GivenSymmetry {
  readonly operationTag?: string;
  readonly hall?: string;
  readonly symbol?: string;
  readonly number?: number;
}

/**
 * The space group of a block: from its operations, else the Hall symbol, else the Hermann-Mauguin symbol, else the number.
 * What disagrees with the one that counts is a finding.
 *
 * @throws `invalid-structure` with the line: operations that cannot be read or are no group, names that no table has
 */
export function symmetryOfBlock(block: CifBlock, cell: Cell, findings: StructureFinding[]): SpaceGroup {
  if (block.has('_space_group_symop_magn_operation_xyz')) {
    throw fail(
      'invalid-structure',
      'the file describes a magnetic structure, whose symmetry is not read',
      'export the nuclear structure with its ordinary space group',
      { line: block.lineOf('_space_group_symop_magn_operation_xyz') },
    );
  }
  const given = givenSymmetry(block);
  if (given.operationTag === undefined) return fromNames(block, given, cell, findings);
  const spaceGroup = fromOperations(block, given.operationTag, given.symbol);
  compare(given, spaceGroup, findings);
  return spaceGroup;
}

function givenSymmetry(block: CifBlock): GivenSymmetry {
  const first = (tags: readonly string[]) =>
    tags.map((tag) => block.item(tag)?.trim()).find((text) => text !== undefined && /[A-Za-z0-9]/.test(text));
  const operationTag = operationTags.find((tag) =>
    block
      .loop(tag)
      ?.column(tag)
      ?.some((text) => text.trim() !== ''),
  );
  const hall = first(hallTags);
  const plain = first(symbolTags);
  const code = block.item('_space_group_it_coordinate_system_code')?.trim();
  const symbol =
    plain !== undefined && code !== undefined && /^[12hr]$/i.test(code) && !plain.includes(':')
      ? `${plain} :${code}`
      : plain;
  const number = Number(first(numberTags) ?? Number.NaN);
  return {
    ...(operationTag === undefined ? {} : { operationTag }),
    ...(hall === undefined ? {} : { hall }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(number > 0 ? { number } : {}),
  };
}

function fromOperations(block: CifBlock, tag: string, symbol: string | undefined): SpaceGroup {
  const loop = block.loop(tag)!;
  const listed = loop.column(tag)!;
  if (listed.length > MOST_LISTED) {
    throw fail(
      'invalid-structure',
      `${listed.length} symmetry operations are listed`,
      'a space group has at most 192',
      {
        line: loop.lineOf(0),
      },
    );
  }
  const operations = listed.map((text, row) => {
    try {
      return parseOperation(text);
    } catch (error) {
      throw withPlace(error, { line: loop.lineOfValue(tag, row) });
    }
  });
  try {
    return spaceGroupFromOperations(operations, symbol);
  } catch (error) {
    throw withPlace(error, { line: loop.lineOf(0) });
  }
}

function fromNames(block: CifBlock, given: GivenSymmetry, cell: Cell, findings: StructureFinding[]): SpaceGroup {
  const ways: (() => FoundSpaceGroup)[] = [];
  const { hall, symbol, number } = given;
  if (hall !== undefined) {
    ways.push(() => ({ spaceGroup: spaceGroupFromOperations(operationsFromHall(hall), symbol), alternatives: [] }));
  }
  if (symbol !== undefined) ways.push(() => spaceGroupFromSymbol(symbol, cell));
  if (number !== undefined) ways.push(() => spaceGroupFromNumber(number, cell));
  let first: unknown;
  for (const way of ways) {
    try {
      const { spaceGroup, alternatives } = way();
      if (first !== undefined) reportUnreadable(first, spaceGroup, findings);
      compare(given, spaceGroup, findings);
      if (alternatives.length > 0) {
        findings.push({
          code: 'setting-assumed',
          severity: 'warning',
          message: `the file lists no symmetry operations, and its symbol leaves the setting open: ${spaceGroup.symbol} is taken, ${alternatives.join(', ')} would fit as well`,
        });
      }
      return spaceGroup;
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      first ??= error;
    }
  }
  if (first !== undefined) {
    const tag = [...hallTags, ...symbolTags, ...numberTags].find((name) => block.has(name));
    throw withPlace(first, { line: block.lineOf(tag ?? '') });
  }
  findings.push({
    code: 'symmetry-assumed',
    severity: 'warning',
    message: 'the file says nothing about symmetry: P 1 is taken, with all atoms of the cell listed',
  });
  return spaceGroupFromOperations([IDENTITY]);
}

function reportUnreadable(error: unknown, spaceGroup: SpaceGroup, findings: StructureFinding[]): void {
  const message = isInterphaseError(error) ? error.message : String(error);
  findings.push({
    code: 'symmetry-unreadable',
    severity: 'warning',
    message: `${message}; ${spaceGroup.symbol} is taken from what else the file says`,
  });
}

function compare(given: GivenSymmetry, spaceGroup: SpaceGroup, findings: StructureFinding[]): void {
  const counts = given.operationTag === undefined ? 'the name that comes first' : 'the operations';
  const report = (what: string) =>
    findings.push({
      code: 'symmetry-mismatch',
      severity: 'warning',
      message: `${what} does not agree with ${given.operationTag === undefined ? spaceGroup.symbol : `the listed operations, which are those of ${spaceGroup.symbol}`}; ${counts} count${given.operationTag === undefined ? 's' : ''}`,
    });
  const { symbol, number, hall } = given;
  if (symbol !== undefined && !symbolFits(symbol, spaceGroup)) report(`the symbol "${symbol}"`);
  else if (number !== undefined && spaceGroup.number !== undefined && number !== spaceGroup.number) {
    report(`the space group number ${number}`);
  } else if (hall !== undefined && !hallFits(hall, spaceGroup)) report(`the Hall symbol "${hall}"`);
}

function hallFits(hall: string, spaceGroup: SpaceGroup): boolean {
  try {
    const named = new Set(operationsFromHall(hall).map(operationKey));
    return (
      named.size === spaceGroup.operations.length && spaceGroup.operations.every((op) => named.has(operationKey(op)))
    );
  } catch (error) {
    // What cannot be read says nothing.
    if (isInterphaseError(error)) return true;
    throw error;
  }
}

import { fail, withPlace } from '../../../errors.js';
import { type Cell, cellNames } from '../../cell/cell.js';
import { cellFromMetric, checkCell, reciprocalMetric } from '../../cell/metric.js';
import type { SpaceGroup } from '../../symmetry/space-group.js';
import type { CifBlock } from '../cif-block.js';
import { cifNumber } from '../cif-number.js';
import type { StructureFinding } from '../structure-finding.js';

/** Further from what symmetry asks for is a contradiction; nearer is rounding, and put right. Relative, and in degrees. */
const LARGEST_MISFIT = 5e-3;
const LARGEST_MISFIT_DEG = 0.3;
/** Below this nobody is told. */
const SMALL_MISFIT = 2e-5;

/**
 * The cell of a block; an angle that is not given is 90 degrees, as the dictionary says.
 *
 * @throws `invalid-structure` (with the line) for edges that are missing, for what is no number and for impossible cells
 */
export function cellOfBlock(block: CifBlock): Cell {
  const numbers: Record<(typeof cellNames)[number], number> = { a: 0, b: 0, c: 0, alpha: 90, beta: 90, gamma: 90 };
  for (const name of cellNames) {
    const isEdge = name.length === 1;
    const tag = isEdge ? `_cell_length_${name}` : `_cell_angle_${name}`;
    const text = block.item(tag);
    if (text === undefined) {
      if (!isEdge) continue;
      throw fail('invalid-structure', `${tag} is missing in data_${block.name}`, 'give the edges of the unit cell', {
        line: block.lineOf(tag),
      });
    }
    const number = cifNumber(text.trim());
    if (number === null) {
      throw fail('invalid-structure', `${tag} is "${text.slice(0, 40)}", which is no number`, 'write e.g. 9.372(2)', {
        line: block.lineOf(tag),
      });
    }
    numbers[name] = number.value;
  }
  try {
    checkCell(numbers);
  } catch (error) {
    throw withPlace(error, { line: block.lineOf('_cell_length_a') });
  }
  return numbers;
}

/**
 * The cell made to fit the operations of its space group, which must leave the lengths of all vectors as they are: small
 * differences (rounded or relaxed cells) are averaged away and told.
 *
 * @throws `invalid-structure` with the numbers when the cell contradicts the operations
 */
export function fitCell(cell: Cell, spaceGroup: SpaceGroup, line: number, findings: StructureFinding[]): Cell {
  const fitted = averageCell(cell, spaceGroup);
  let misfit = 0;
  let contradiction = false;
  for (const name of cellNames) {
    const difference = Math.abs(cell[name] - fitted[name]);
    const isEdge = name.length === 1;
    misfit = Math.max(misfit, isEdge ? difference / fitted[name] : (difference * Math.PI) / 180);
    contradiction ||= isEdge ? difference > LARGEST_MISFIT * fitted[name] : difference > LARGEST_MISFIT_DEG;
  }
  if (misfit < 1e-12) return cell;
  const asked = `the symmetry operations (${spaceGroup.symbol}, ${spaceGroup.system}) ask for ${describeTies(fitted)}`;
  const given = cellNames.map((name) => `${name} = ${Number(cell[name].toPrecision(8))}`).join(', ');
  if (contradiction) {
    throw fail(
      'invalid-structure',
      `${asked}, but the cell has ${given}`,
      'check the space group and its setting (hexagonal or rhombohedral axes, unique axis) against the cell',
      { line },
    );
  }
  if (misfit > SMALL_MISFIT) {
    findings.push({
      code: 'cell-averaged',
      severity: 'warning',
      message: `${asked}, which the cell (${given}) has only nearly; the mean is taken`,
    });
  }
  return fitted;
}

/** The reciprocal metric averaged over all rotations: A' = mean of Rᵀ A R, acting on indices h R. */
function averageCell(cell: Cell, spaceGroup: SpaceGroup): Cell {
  const metric = reciprocalMetric(cell);
  const sum = new Float64Array(6);
  for (const { rotation } of spaceGroup.operations) {
    // G* of the rotated basis: R G* Rᵀ, with the mixed terms doubled as the metric has them.
    const image = rotated(metric, rotation);
    for (let i = 0; i < 6; i++) sum[i]! += image[i]! / spaceGroup.operations.length;
  }
  const difference = sum.reduce((most, value, i) => Math.max(most, Math.abs(value - metric[i]!)), 0);
  // What is rounding alone leaves the numbers of the file as they are.
  if (difference <= 1e-13 * Math.max(metric[0]!, metric[1]!, metric[2]!)) return cell;
  return cellFromMetric(sum);
}

const PAIRS = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function rotated(metric: Float64Array, r: readonly number[]): Float64Array {
  const g = (i: number, j: number) => (i === j ? metric[i]! : metric[i + j + 2]! / 2);
  const out = new Float64Array(6);
  PAIRS.forEach(([i, j], at) => {
    let sum = 0;
    for (let k = 0; k < 3; k++) for (let l = 0; l < 3; l++) sum += r[3 * i + k]! * g(k, l) * r[3 * j + l]!;
    out[at] = i === j ? sum : 2 * sum;
  });
  return out;
}

/** `a = b, alpha = beta = 90, gamma = 120`: what is the same in a cell that fits. */
function describeTies(cell: Cell): string {
  const same = (p: number, q: number) => Math.abs(p - q) < 1e-9 * Math.max(p, q);
  const ties: string[] = [];
  if (same(cell.a, cell.b) && same(cell.b, cell.c)) ties.push('a = b = c');
  else {
    for (const [p, q] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const)
      if (same(cell[p], cell[q])) ties.push(`${p} = ${q}`);
  }
  const angles = ['alpha', 'beta', 'gamma'] as const;
  const fixed = [90, 120].map((value) => ({ value, names: angles.filter((name) => same(cell[name], value)) }));
  for (const { value, names } of fixed) if (names.length > 0) ties.push(`${names.join(' = ')} = ${value}`);
  const free = angles.filter((name) => !fixed.some(({ names }) => names.includes(name)));
  if (free.length === 3 && same(cell.alpha, cell.beta) && same(cell.beta, cell.gamma))
    ties.push('alpha = beta = gamma');
  return ties.length === 0 ? 'another metric' : ties.join(', ');
}

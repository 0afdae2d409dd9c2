/**
 * Circuit strings to circuits. Two notations are read: `R0-p(R1,CPE1)-Wo1` (series with `-`, parallel with `p(,)`) and
 * Boukamp's description code `R(RQ)[QW]` (parallel in round, series in square brackets; B. A. Boukamp, Solid State
 * Ionics 20 (1986) 31).
 */
import { fail, type InterphaseError } from '../../../errors.js';
import { type Circuit, type CircuitNode, type ElementNode, makeCircuit } from './circuit.js';
import { elementTypes } from './element-table.js';
import type { ElementType } from './elements.js';

/** Hyphens, dashes and the minus sign, as word processors put them in place of "-". */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

const MAX_LENGTH = 500;
const MAX_DEPTH = 20;
const MAX_ELEMENTS = 60;

function circuitError(text: string, position: number, message: string): InterphaseError {
  const pointer = `${text}\n${' '.repeat(position)}^`;
  return fail(
    'invalid-circuit',
    `circuit, character ${position + 1}: ${message}\n${pointer}`,
    `write elements in series with "-" and in parallel as p(..,..), e.g. R0-p(R1,CPE1)-CPE2; elements: ${[...elementTypes.keys()].join(' ')}`,
  );
}

/**
 * Reads a circuit in either notation.
 *
 * @throws `invalid-circuit` with the place in the string and what was expected there.
 */
export function parseCircuit(text: string): Circuit {
  const compact = text.replace(/\s+/g, '').replace(DASHES, '-');
  if (compact === '') throw circuitError(text, 0, 'the circuit is empty');
  if (compact.length > MAX_LENGTH) throw circuitError(compact.slice(0, 60), 0, `longer than ${MAX_LENGTH} characters`);
  const single = /^[A-Za-z]+\d*$/.exec(compact);
  const named = single !== null && elementTypes.has(compact.replace(/\d+$/, ''));
  const circuit =
    compact.includes('-') || compact.includes('p(') || named ? parseDashed(compact) : parseBoukamp(compact);
  if (circuit.elements.length > MAX_ELEMENTS) {
    throw circuitError(compact, 0, `${circuit.elements.length} elements; at most ${MAX_ELEMENTS} can be fitted`);
  }
  return circuit;
}

const leaf = (type: ElementType, name: string): ElementNode => ({ kind: 'element', type, name, offset: 0 });

function parseDashed(text: string): Circuit {
  let at = 0;
  const used = new Map<string, number>();
  const unnumbered: { name: string; type: ElementType; position: number }[] = [];

  function series(depth: number): CircuitNode {
    if (depth > MAX_DEPTH) throw circuitError(text, at, `nested deeper than ${MAX_DEPTH}`);
    const children = [term(depth)];
    while (text[at] === '-') {
      at++;
      children.push(term(depth));
    }
    return children.length === 1 ? children[0] : { kind: 'series', children: flatten('series', children) };
  }

  function term(depth: number): CircuitNode {
    if (text.startsWith('p(', at)) {
      const open = at;
      at += 2;
      const children = [series(depth + 1)];
      while (text[at] === ',') {
        at++;
        children.push(series(depth + 1));
      }
      if (text[at] !== ')') {
        throw circuitError(
          text,
          at,
          at < text.length
            ? `"${text[at]}" where "," or ")" was expected`
            : 'the bracket opened here is not closed'.replace('here', `at character ${open + 1}`),
        );
      }
      at++;
      if (children.length < 2) throw circuitError(text, open, 'p( ) needs at least two branches');
      return { kind: 'parallel', children: flatten('parallel', children) };
    }
    return element();
  }

  function element(): CircuitNode {
    const start = at;
    const match = /^([A-Za-z]+)(\d*)/.exec(text.slice(at));
    if (!match) {
      throw circuitError(
        text,
        at,
        at < text.length ? `"${text[at]}" where an element was expected` : 'ends where an element was expected',
      );
    }
    const type = elementTypes.get(match[1]);
    if (!type) throw circuitError(text, start, `"${match[1]}" is not an element`);
    at += match[0].length;
    const name = match[0];
    if (match[2] === '') {
      unnumbered.push({ name, type, position: start });
      return leaf(type, name);
    }
    if (used.has(name)) throw circuitError(text, start, `${name} occurs twice; give every element its own number`);
    used.set(name, start);
    return leaf(type, name);
  }

  const root = series(0);
  if (at < text.length) throw circuitError(text, at, `"${text[at]}" where "-" or the end was expected`);
  return makeCircuit(unnumbered.length > 0 ? numberElements(root) : root);
}

/** Boukamp's letters; O and T are his finite-length diffusion elements with transmissive and blocking end. */
const boukampSymbols: Readonly<Record<string, string>> = {
  R: 'R',
  C: 'C',
  L: 'L',
  Q: 'CPE',
  W: 'W',
  O: 'Ws',
  T: 'Wo',
  G: 'G',
};

function parseBoukamp(text: string): Circuit {
  let at = 0;
  function sequence(closing: string, depth: number): CircuitNode[] {
    if (depth > MAX_DEPTH) throw circuitError(text, at, `nested deeper than ${MAX_DEPTH}`);
    const open = at - 1;
    const children: CircuitNode[] = [];
    while (at < text.length && text[at] !== closing) {
      const symbol = text[at];
      if (symbol === '(' || symbol === '[') {
        const from = at;
        at++;
        const inner = sequence(symbol === '(' ? ')' : ']', depth + 1);
        if (inner.length === 0) throw circuitError(text, from, 'an empty bracket');
        const kind = symbol === '(' ? 'parallel' : 'series';
        children.push(inner.length === 1 ? inner[0] : { kind, children: flatten(kind, inner) });
        continue;
      }
      const name = boukampSymbols[symbol];
      const type = name === undefined ? undefined : elementTypes.get(name);
      if (!type) throw circuitError(text, at, `"${symbol}" is not an element of either notation`);
      at++;
      // A number behind a letter is a label in this notation; numbering is made anew in reading order.
      while (at < text.length && /\d/.test(text[at])) at++;
      children.push(leaf(type, type.symbol));
    }
    if (closing !== '' && text[at] !== closing) throw circuitError(text, open, 'this bracket is not closed');
    at++;
    return children;
  }
  const children = sequence('', 0);
  if (children.length === 0) throw circuitError(text, 0, 'the circuit is empty');
  const root: CircuitNode =
    children.length === 1 ? children[0] : { kind: 'series', children: flatten('series', children) };
  return makeCircuit(numberElements(root));
}

function flatten(kind: 'series' | 'parallel', children: readonly CircuitNode[]): CircuitNode[] {
  return children.flatMap((child) => (child.kind === kind ? child.children : [child]));
}

/**
 * Numbers elements in reading order. Counting starts at 1, but a resistance or inductance that stands alone in the main
 * chain gets 0 first, so that R(RQ) becomes R0-p(R1,CPE1) as people write it.
 */
function numberElements(root: CircuitNode): CircuitNode {
  const next = new Map<string, number>();
  const main = root.kind === 'series' ? root.children : [root];
  for (const child of main) {
    if (child.kind === 'element' && (child.type.symbol === 'R' || child.type.symbol === 'L'))
      next.set(child.type.symbol, 0);
  }
  // The lone one in the main chain takes 0 even when it stands behind an arc.
  const reserved = new Map<CircuitNode, string>();
  for (const child of main) {
    if (child.kind === 'element' && next.get(child.type.symbol) === 0) {
      reserved.set(child, `${child.type.symbol}0`);
      next.set(child.type.symbol, 1);
    }
  }
  const number = (node: CircuitNode): CircuitNode => {
    if (node.kind !== 'element') return { kind: node.kind, children: node.children.map(number) };
    const fixed = reserved.get(node);
    if (fixed !== undefined) return leaf(node.type, fixed);
    const count = next.get(node.type.symbol) ?? 1;
    next.set(node.type.symbol, count + 1);
    return leaf(node.type, `${node.type.symbol}${count}`);
  };
  return number(root);
}

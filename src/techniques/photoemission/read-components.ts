/** The words of the option `component`: `Ti4+ = Ti 2p @ 459.0`, `Na Auger = Na KLL @ 535.5 in O 1s`. */
import { fail, isInterphaseError } from '../../errors.js';
import type { Component, CoreLine } from './component.js';
import { augerBindingEv } from './lines/auger-lines.js';
import { findLine } from './lines/core-lines.js';
import { findShape } from './shapes/find-shape.js';

const HOW = 'write it as "Ti4+ = Ti 2p @ 459.0", with "shape gl(30)" or "in O 1s" after it where needed';
const LONGEST_NAME = 60;
const HIGHEST_EV = 20000;
/** Chemical shifts and charging move a line by less than this, eV. */
const STRAY_EV = 15;

const POSITION = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:\s*eV)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const NOT_IN_NAMES = /[=@;"*\u0000-\u001f\u007f]/;

/**
 * Components as the user typed them: name = line, then in any order @ position, shape and region. A position is that of the
 * major line of a doublet, eV, on the scale of the file.
 *
 * @param usualShape shape of components that name none
 * @param excitationEv photon energy, eV; without it positions of Auger lines are not checked
 * @throws `invalid-option` for texts that cannot be read, names given twice or with characters that are part of the syntax,
 * unknown lines and shapes, and positions where the line cannot lie
 */
export function readComponents(texts: readonly string[], usualShape = 'voigt', excitationEv?: number): Component[] {
  const names = new Set<string>();
  return texts.map((text) => {
    const component = readComponent(text, usualShape, excitationEv);
    if (names.has(component.name)) {
      throw wrong(text, `there are two components named ${component.name}`, 'give each a name of its own');
    }
    names.add(component.name);
    return component;
  });
}

function readComponent(text: string, usualShape: string, excitationEv: number | undefined): Component {
  const equals = text.indexOf('=');
  if (equals < 0) throw wrong(text, 'it has no =', HOW);
  const name = text.slice(0, equals).trim();
  checkName(text, name);
  const { line: lineText, position, shape: shapeText, region } = splitWords(text, text.slice(equals + 1));
  const line = within(text, () => findLine(lineText));
  const { shape, values } = within(text, () => findShape(shapeText ?? usualShape));
  const positionEv = position === undefined ? undefined : readPosition(text, position);
  if (positionEv !== undefined) checkPosition(text, line, positionEv, excitationEv);
  return {
    name,
    line,
    shape,
    shapeValues: values,
    ...(positionEv === undefined ? {} : { positionEv }),
    ...(region === undefined ? {} : { region }),
  };
}

interface Words {
  readonly line: string;
  readonly position?: string;
  readonly shape?: string;
  readonly region?: string;
}

const roles: Readonly<Record<string, Exclude<keyof Words, 'line'>>> = {
  '@': 'position',
  shape: 'shape',
  in: 'region',
};

/** What follows `@`, `shape` and `in`; small letters, since In is an element. */
function splitWords(text: string, right: string): Words {
  const [line, ...rest] = right.split(/\s*(@)\s*|\s+(shape|in)\s+/).filter((part) => part !== undefined);
  const found: { -readonly [Role in keyof Words]: Words[Role] } = { line: (line ?? '').trim() };
  if (found.line === '') throw wrong(text, 'it names no line', HOW);
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const role = roles[rest[i]!]!;
    const value = rest[i + 1]!.trim();
    if (value === '') throw wrong(text, `nothing follows ${rest[i]}`, HOW);
    if (found[role] !== undefined) throw wrong(text, `${rest[i]} stands twice`, HOW);
    found[role] = value;
  }
  return found;
}

function checkName(text: string, name: string): void {
  if (name === '') throw wrong(text, 'the name before = is missing', HOW);
  if (name.length > LONGEST_NAME) {
    throw wrong(text, `the name is longer than ${LONGEST_NAME} characters`, 'give it a short name, e.g. Ti4+');
  }
  if (NOT_IN_NAMES.test(name)) {
    throw wrong(
      text,
      'the name holds a character that has another meaning here (@ ; * " or a control character)',
      "use letters, digits, spaces and + - ( ) ' /, e.g. Ti4+",
    );
  }
}

function readPosition(text: string, position: string): number {
  const energy = POSITION.test(position) ? Number.parseFloat(position) : Number.NaN;
  if (Number.isNaN(energy)) throw wrong(text, `"${position}" is no binding energy in eV`, HOW);
  if (energy >= 0 && energy <= HIGHEST_EV) return energy;
  throw wrong(text, `${energy} eV is no binding energy of a core level`, HOW);
}

function checkPosition(text: string, line: CoreLine, positionEv: number, excitationEv: number | undefined): void {
  const ranges =
    line.kind === 'auger'
      ? excitationEv === undefined
        ? []
        : augerBindingEv(line, excitationEv)
      : line.usualEv === undefined
        ? []
        : [line.usualEv];
  const near = ranges.some(([low, high]) => positionEv >= low - STRAY_EV && positionEv <= high + STRAY_EV);
  if (ranges.length === 0 || near) return;
  const usual = ranges.map(([low, high]) => `${print(low)} to ${print(high)}`).join(', ');
  throw wrong(
    text,
    `${line.title} lies at ${usual} eV, far from ${positionEv} eV`,
    'check the line, and that the position is a binding energy, not a kinetic one',
  );
}

function print(energyEv: number): string {
  return String(Number(energyEv.toFixed(1)));
}

/** What is wrong with a line or a shape, said of the text it stands in. */
function within<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isInterphaseError(error)) throw wrong(text, error.message, error.hint);
    throw error;
  }
}

function wrong(text: string, what: string, hint: string) {
  return fail('invalid-option', `component "${text.slice(0, 120)}": ${what}`, hint, { path: 'component' });
}

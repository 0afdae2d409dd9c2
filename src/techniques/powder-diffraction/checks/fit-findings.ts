/** How the fit ended: whether it is at a minimum, what it could not determine, and what its esds are worth. */
import { tan } from '../../../numerics/elementary/tan.js';
import type { Finding } from '../../technique.js';
import { findParameter, numberOf } from '../derive/find-parameter.js';
import { SMALLEST_VARIANCE } from '../model/line-widths.js';
import type { RefinedParameter, Refinement } from '../refinement.js';
import { emptyHumps, humpsWithoutHeight } from './hump-findings.js';
import { listed, parameterKind, parameterWords } from './parameter-words.js';
import { singularFindings } from './singular-findings.js';
import { strainNotSeen } from './strain-findings.js';

const CORRELATED = 0.95;
/** Background terms follow one another by nature: their correlations tell a reader nothing. */
const MOST_PAIRS = 6;

export function fitFindings(refinement: Refinement): Finding[] {
  const where = refinement.pattern.label;
  return [
    ...notConverged(refinement),
    ...singularFindings(refinement),
    ...emptyHumps(refinement),
    ...strainNotSeen(refinement),
    ...negativeVariance(refinement),
    ...atBound(refinement),
    ...highCorrelation(refinement),
    ...serialCorrelation(refinement),
    ...shortRange(refinement),
  ].map((finding) => ({ where, ...finding }));
}

function notConverged({ converged, lastShift }: Refinement): Finding[] {
  if (converged) return [];
  return [
    {
      code: 'not-converged',
      severity: 'error',
      message: `The refinement stopped before its minimum: one more step would still move a parameter by ${lastShift.toPrecision(2)} of its esd. Values and esds are provisional; start from better values (start), or refine fewer parameters (fix, refine).`,
    },
  ];
}

const CAGLIOTI = ['U', 'V', 'W'] as const;

/** The squared Gaussian width stands at its bound somewhere in the range, or one of its terms does. */
function negativeVariance(refinement: Refinement): Finding[] {
  const { pattern } = refinement;
  const first = pattern.used.indexOf(1);
  if (first < 0) return [];
  const states = CAGLIOTI.map((name) => findParameter(refinement, name)?.state);
  if (states.every((state) => state === undefined || state === 'fixed')) return [];
  const [u, v, w] = CAGLIOTI.map((name) => numberOf(refinement, name));
  const ends = [pattern.twoThetaDeg[first], pattern.twoThetaDeg[pattern.used.lastIndexOf(1)]];
  const [low, high] = ends.map((angle) => tan((angle / 2) * (Math.PI / 180)));
  const candidates = [low, high];
  if (u > 0) candidates.push(Math.min(high, Math.max(low, -v / (2 * u))));
  let least = Number.POSITIVE_INFINITY;
  let at = low;
  for (const t of candidates) {
    const variance = u * t * t + v * t + w;
    if (variance < least) [least, at] = [variance, t];
  }
  if (least > 1.5 * SMALLEST_VARIANCE && !states.includes('bound')) return [];
  const place = at === low ? 'lowest' : at === high ? 'highest' : 'middle';
  return [
    {
      code: 'negative-variance',
      severity: 'info',
      message: `The Gaussian width U tan² + V tan + W would be imaginary at the ${place} angles and is held at zero there: the lines are Lorentzian, or U, V and W say more than the data. Hold U and V (option fix) or give the widths of the instrument; cell and atoms hardly change.`,
    },
  ];
}

/** What may well be absent: zero is where it ends, not where it goes wrong. */
const MAY_BE_NONE = new Set(['size', 'strain', 'asymmetry']);
/** Lines with less asymmetry than this are symmetric; the model stops a little above zero. */
const SYMMETRIC = 1e-3;

function atBound(refinement: Refinement): Finding[] {
  const empty = humpsWithoutHeight(refinement);
  const held = refinement.parameters.filter(
    (one) =>
      one.state === 'bound' &&
      !isCaglioti(one.name) &&
      !hasOwnFinding(one) &&
      !empty.some((hump) => one.name.startsWith(`${hump}.`)),
  );
  const none = held.filter(({ name, value }) => {
    const kind = parameterKind(name);
    return MAY_BE_NONE.has(kind) && value <= (kind === 'asymmetry' ? SYMMETRIC : 0);
  });
  const wrong = held.filter((one) => !none.includes(one));
  const found: Finding[] = [];
  if (wrong.length > 0) {
    const words = listed(wrong.slice(0, 6).map((one) => `${parameterWords(one.name)} (${one.name} = ${short(one)})`));
    const more = wrong.length > 6 ? ` and ${wrong.length - 6} more` : '';
    const [verb, pronoun] =
      wrong.length === 1 ? ['stands at a bound: it has', 'it'] : ['stand at bounds: they have', 'them'];
    found.push({
      code: 'at-bound',
      severity: 'warning',
      message: `${words}${more} ${verb} no esd, and those of others are too small. Widen the bound where it was yours (option bounds); else the data ask for what is not physical: look for the cause, or hold ${pronoun} (option fix).`,
    });
  }
  if (none.length > 0) {
    const words = listed(none.map(({ name }) => `${parameterWords(name)} (${name})`));
    found.push({
      code: 'at-bound',
      severity: 'info',
      message: `${words} came out as zero, below which ${none.length === 1 ? 'it means' : 'they mean'} nothing: the pattern shows none of it. Hold ${none.length === 1 ? 'it' : 'them'} there (option fix).`,
    });
  }
  return found;
}

/** Displacements that are zero or less and phases that are not there are told on their own. */
function hasOwnFinding({ name, value }: RefinedParameter): boolean {
  const kind = parameterKind(name);
  return kind === 'scale' || (kind === 'displacement' && value <= 0);
}

function isCaglioti(name: string): boolean {
  return name === 'U' || name === 'V' || name === 'W';
}

function short({ value, unit }: RefinedParameter): string {
  return `${Number(value.toPrecision(3))}${unit === '1' ? '' : ` ${unit}`}`;
}

function highCorrelation({ correlations }: Refinement): Finding[] {
  const worth = correlations.filter(
    ([a, b, c]) =>
      Math.abs(c) > CORRELATED && !(parameterKind(a) === 'background' && parameterKind(b) === 'background'),
  );
  if (worth.length === 0) return [];
  // U, V and W are always so: one word for them all.
  const widths = worth.filter(([a, b]) => isCaglioti(a) && isCaglioti(b));
  const others = worth.filter((pair) => !widths.includes(pair));
  const shown = others.slice(0, MOST_PAIRS).map(([a, b, c]) => `${a} with ${b} (${(100 * c).toFixed(1)} %)`);
  if (widths.length > 0)
    shown.push(`the width terms U, V and W among themselves (up to ${(100 * largest(widths)).toFixed(1)} %)`);
  const left = others.length - Math.min(others.length, MOST_PAIRS);
  return [
    {
      code: 'high-correlation',
      severity: others.length === 0 ? 'info' : 'warning',
      message: `Strongly correlated: ${listed(shown)}${left > 0 ? `, and ${left} more pairs` : ''}. Their esds hold, but neither value means much without the other; hold or tie one of each pair if one is known better.`,
    },
  ];
}

function largest(pairs: Refinement['correlations']): number {
  return Math.max(...pairs.map(([, , c]) => Math.abs(c)));
}

/** From here on esds of the fit are too small by half. */
const SERIAL = 1.5;

function serialCorrelation({ agreement }: Refinement): Finding[] {
  const { berarLelann, berarLelannRaw, durbinWatson } = agreement;
  if (berarLelann < SERIAL) return [];
  return [
    {
      code: 'serial-correlation',
      severity: 'info',
      message: `What the model leaves is correlated from point to point (Durbin-Watson d = ${durbinWatson.toFixed(2)}; 2 without): esds as fitted are too small by about ${berarLelann.toFixed(1)} (Berar-Lelann factor ${berarLelannRaw.toFixed(2)} over the 1.51 of white noise). The table of parameters gives both.`,
    },
  ];
}

const STRUCTURAL = new Set(['position', 'displacement', 'occupancy', 'cell']);
const FEWEST_PER_PARAMETER = 3;

/** Lines that can be told apart, for each number of the structure. */
function shortRange({ free, phases, pattern }: Refinement): Finding[] {
  const used = pattern.used;
  const first = used.indexOf(1);
  if (first < 0) return [];
  const [low, high] = [pattern.twoThetaDeg[first], pattern.twoThetaDeg[used.lastIndexOf(1)]];
  return phases.flatMap(({ name, reflections }): Finding[] => {
    const parameters = free.filter((own) => own.startsWith(`${name}.`) && STRUCTURAL.has(parameterKind(own))).length;
    if (parameters === 0) return [];
    let lines = 0;
    let before = Number.NEGATIVE_INFINITY;
    for (const { twoThetaDeg, fwhmDeg } of [...reflections].sort((a, b) => a.twoThetaDeg - b.twoThetaDeg)) {
      if (twoThetaDeg < low || twoThetaDeg > high || twoThetaDeg - before < 0.5 * fwhmDeg) continue;
      lines += 1;
      before = twoThetaDeg;
    }
    if (lines >= FEWEST_PER_PARAMETER * parameters) return [];
    return [
      {
        code: 'short-range',
        severity: 'warning',
        message: `${name} has ${lines} separate lines in the range for ${parameters} parameters of its structure; at least ${FEWEST_PER_PARAMETER} for each are asked for. Measure to higher angles, or hold or tie some (displacement parameters first).`,
      },
    ];
  });
}

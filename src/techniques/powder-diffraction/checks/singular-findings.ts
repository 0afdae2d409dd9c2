/** What the data do not determine: numbers without any effect, and numbers of which only a combination shows. */
import type { Finding } from '../../technique.js';
import type { Refinement, SingularCombination } from '../refinement.js';
import { humpsWithoutHeight } from './hump-findings.js';
import { listed, parameterKind, parameterWords } from './parameter-words.js';
import { termsWithoutStrain } from './strain-findings.js';

/** Terms of a combination that are worth naming, as a share of the largest. */
const NAMED_TERM = 0.15;

/** Known reasons why two kinds of parameter say the same, and what to do. */
const REASONS: readonly (readonly [kinds: readonly string[], reason: string])[] = [
  [['shift'], 'over this range they shift the lines alike: refine one of them (option shift)'],
  [['shift', 'cell'], 'they move the lines alike: measure to higher angles or add an internal standard'],
  [['size'], 'they broaden the lines alike: hold one of them (option fix)'],
  [['strain'], 'they broaden the lines alike: hold one of them (option fix)'],
  [
    ['scale', 'displacement'],
    'both change intensities with the angle: measure to higher angles or hold displacement parameters',
  ],
  [['displacement', 'occupancy'], 'both weaken a site: hold one of them (option fix)'],
  [['scale', 'occupancy'], 'all atoms twice as full are a scale twice as large: hold one occupancy (option fix)'],
  [['position'], 'the origin of this space group floats or atoms overlap: hold one coordinate (option fix)'],
  [['scale'], 'the phases have their lines in the same places: take one of them out'],
];

/** Combinations one by one; numbers that the pattern does not depend on at all in one breath, as they have one cause. */
export function singularFindings(refinement: Refinement): Finding[] {
  const empty = new Set(humpsWithoutHeight(refinement));
  const unstrained = new Set([...termsWithoutStrain(refinement).values()].flat());
  const all = refinement.singular
    .map(namedTerms)
    .filter((named) => !named.every(([name]) => unstrained.has(name)))
    .filter((named) => !named.every(([name]) => empty.has(name.slice(0, name.indexOf('.')))));
  const alone = all.filter((named) => named.length === 1).map(([term]) => term![0]);
  const found = all.filter((named) => named.length > 1).map(combinationFinding);
  if (alone.length === 0) return found;
  const words = listed(alone.map((name) => `${parameterWords(name)} (${name})`));
  const [was, it] =
    alone.length === 1 ? ['it was held, and has no esd', 'it'] : ['they were held, and have no esd', 'them'];
  const message = `The pattern does not depend on ${words}: ${was}. Hold ${it} yourself (option fix) or leave out what ${alone.length === 1 ? 'it belongs' : 'they belong'} to.`;
  return [{ code: 'singular', severity: 'warning', message }, ...found];
}

function namedTerms({ terms }: SingularCombination): SingularCombination['terms'] {
  const largest = Math.abs(terms[0]?.[1] ?? 0);
  return terms.filter(([, weight]) => Math.abs(weight) >= NAMED_TERM * largest);
}

function combinationFinding(named: SingularCombination['terms']): Finding {
  const kinds = new Set(named.map(([name]) => parameterKind(name)));
  const reason = REASONS.find(
    ([own]) => own.length === kinds.size && own.every((kind) => kinds.has(kind as never)),
  )?.[1];
  const advice = reason ?? 'hold one of them (option fix) or tie them (option tie)';
  const words = listed(named.map(([name]) => `${parameterWords(name)} (${name})`));
  const message = `The data do not determine ${words} separately, only another combination of them (${combination(named)} is free): ${advice}.`;
  return { code: 'singular', severity: 'warning', message };
}

function combination(terms: SingularCombination['terms']): string {
  return terms
    .map(([name, weight], k) => {
      const sign = weight < 0 ? '- ' : k === 0 ? '' : '+ ';
      return `${sign}${Math.abs(weight).toFixed(2)} ${name}`;
    })
    .join(' ');
}

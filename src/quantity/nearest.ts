/**
 * The nearest of the known words to one that is not known ("did you mean ..."), or undefined when none is near.
 * Case, hyphens, underscores and spaces count as little; letters left out, added, changed or swapped count one each.
 *
 * @example nearest('aera', ['area', 'mass']) // 'area'
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const plain = flatten(word);
  for (const candidate of known) {
    const flat = flatten(candidate);
    const distance = editDistance(plain, flat) + (candidate === word ? 0 : 0.1 * editDistance(word, candidate));
    // A third of the letters may differ; beyond that a suggestion misleads more than it helps.
    const allowed = Math.max(1, Math.floor(Math.max(plain.length, flat.length) / 3));
    if (editDistance(plain, flat) <= allowed && distance < bestDistance && sharesLetters(plain, flat)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "area"?`, or the known words when none is near. */
export function suggest(word: string, known: Iterable<string>): string {
  const words = [...known];
  const near = nearest(word, words);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (words.length === 0) return 'there is nothing to choose from here';
  const shown = words.slice(0, 12).join(', ');
  return `known here: ${shown}${words.length > 12 ? ', ...' : ''}`;
}

function flatten(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** Two one-letter words that share nothing are a distance of one apart, and yet no help. */
function sharesLetters(a: string, b: string): boolean {
  for (const letter of a) if (b.includes(letter)) return true;
  return false;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** What a finding speaks of that can be gone to: an option of the analysis, a recording, a parameter of its model. */

export interface FindingTarget {
  readonly kind: 'option' | 'recording' | 'parameter';
  readonly name: string;
}

/** Names there are to go to. */
export interface Targets {
  readonly options: readonly string[];
  readonly recordings: readonly string[];
  readonly parameters: readonly string[];
}

/**
 * What the place of a finding names: `totalConductivity`, `nzsp-25C`, `R2`, `nzsp-25C, R2`. A name that is several things
 * is a recording first: that is what a place is for in most findings.
 */
export function targetsOfPlace(where: string | undefined, targets: Targets): FindingTarget[] {
  if (where === undefined) return [];
  const whole = targetOf(where, targets);
  if (whole !== undefined) return [whole];
  return where.split(/,\s*/).flatMap((part) => targetOf(part, targets) ?? []);
}

function targetOf(name: string, { recordings, parameters, options }: Targets): FindingTarget | undefined {
  if (recordings.includes(name)) return { kind: 'recording', name };
  if (parameters.includes(name)) return { kind: 'parameter', name };
  return options.includes(name) ? { kind: 'option', name } : undefined;
}

/**
 * Options that a sentence names: as flag (`--drop-outliers`, `--no-kramers-kronig`), in quotation marks or backquotes, as
 * `option drt`, or bare where the name is no English word (`ohmicResistance`). "Give the circuit" names none for sure, so it is no link.
 */
export function optionsNamedIn(text: string, options: readonly string[]): string[] {
  const named = new Set<string>();
  for (const [, dashed] of text.matchAll(/--([a-z]+(?:-[a-z]+)*)/g)) {
    for (const flag of [dashed!, dashed!.replace(/^no-/, '')]) {
      const option = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (options.includes(option)) named.add(option);
    }
  }
  for (const [, word] of text.matchAll(/\boption ([A-Za-z]+)/g)) if (options.includes(word!)) named.add(word!);
  for (const [, word] of text.matchAll(/["`“]([A-Za-z]+)(?=["`”:])/g)) if (options.includes(word!)) named.add(word!);
  for (const [word] of text.matchAll(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g)) if (options.includes(word)) named.add(word);
  return [...named];
}

/** An option as an error or a mistake of study.yaml names it: `analyses.conductivity.circuit` or `circuit[0]`. */
export function optionOfPath(
  path: string | undefined,
  analysis: string,
  options: readonly string[],
): string | undefined {
  if (path === undefined) return undefined;
  const prefix = `analyses.${analysis}.`;
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : path;
  const name = /^[^.[]+/.exec(rest)?.[0];
  return name !== undefined && options.includes(name) ? name : undefined;
}

/** Names of samples and analyses, as study.yaml takes them: they stand in `{analysis.quantity}`. */

/** What is wrong with a name; undefined for a good one. */
export function nameTrouble(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return 'give it a name';
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
    return 'a name begins with a letter and holds only letters, digits, - and _';
  }
  return taken.includes(name) ? `there is already one called ${name}` : undefined;
}

/** The name itself where it is free, else with the first number that makes it so. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name}-${number}`)) return `${name}-${number}`;
}

/** The texts of the option `component` as people make them with the mouse: `Ti 2p = Ti 2p @ 458.6 in O 1s`. */

export interface ComponentParts {
  readonly name: string;
  /** As `findLine` takes it: `Ti 2p`, `Na KLL`. */
  readonly line: string;
  /** On the scale of the file, eV. */
  readonly energyEv: number;
  /** Region that it is fitted in. @default the one that the analysis finds */
  readonly region?: string | undefined;
}

/** Energies are chosen by hand: a hundredth of an eV is finer than any hand. */
export function shortEnergy(energyEv: number): string {
  return String(Number(energyEv.toFixed(2)));
}

export function componentText({ name, line, energyEv, region }: ComponentParts): string {
  return `${name} = ${line} @ ${shortEnergy(energyEv)}${region === undefined ? '' : ` in ${region}`}`;
}

/** What stands before the first `=`; all of a text that has none. */
export function componentName(text: string): string {
  const at = text.indexOf('=');
  return (at < 0 ? text : text.slice(0, at)).trim();
}

/** The line of a component: `Ti 2p` of `Ti4+ = Ti 2p @ 458.6 shape gl(30)`. */
export function componentLine(text: string): string {
  const at = text.indexOf('=');
  return at < 0
    ? ''
    : text
        .slice(at + 1)
        .split(/@|\s(?:shape|in)\s/)[0]!
        .trim();
}

/** The first free name for a component: that of its line, then `Ti 2p (2)`. */
export function freeComponentName(line: string, taken: readonly string[]): string {
  if (!taken.includes(line)) return line;
  for (let count = 2; ; count++) {
    const name = `${line} (${count})`;
    if (!taken.includes(name)) return name;
  }
}

/** The text with its position set; what else it says stays as it was typed. */
export function withPosition(text: string, energyEv: number): string {
  const at = `@ ${shortEnergy(energyEv)}`;
  const equals = text.indexOf('=');
  const [left, right] = [text.slice(0, equals + 1), text.slice(equals + 1)];
  if (right.includes('@')) {
    return left + right.replace(/@\s*[-+]?(?:\d+\.?\d*|\.\d+)?(?:[eE][-+]?\d+)?(?:\s*eV\b)?/, at);
  }
  const tail = /\s(?:shape|in)\s/.exec(right);
  const end = tail?.index ?? right.length;
  return `${left}${right.slice(0, end).trimEnd()} ${at}${right.slice(end)}`;
}

/** The options that say what lies on what. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import type { Component } from '../component.js';
import type { PhotoemissionOptions } from '../options.js';
import type { Step } from '../spectrum.js';

export interface Layers {
  /** Names of components. */
  readonly substrate: readonly string[];
  readonly film: readonly string[];
}

/**
 * Without `substrate` every photoelectron line that is no line of the film counts as one of the substrate.
 *
 * @throws `invalid-option` for names that are no components, or that stand in both
 */
export function layersOf(
  options: Pick<PhotoemissionOptions, 'substrate' | 'film'>,
  components: readonly Component[],
): Layers {
  const names = components.map(({ name }) => name);
  const known = (option: 'substrate' | 'film'): string[] =>
    options[option].map((name) => {
      if (names.includes(name.trim())) return name.trim();
      throw fail('invalid-option', `${option}: there is no component ${name}`, suggest(name, names), { path: option });
    });
  const film = known('film');
  const typed = known('substrate');
  const both = typed.find((name) => film.includes(name));
  if (both !== undefined) {
    throw fail('invalid-option', `${both} is named both as film and as substrate`, 'keep one of them', {
      path: 'substrate',
    });
  }
  const others = components
    .filter(
      ({ name, line, shape }) => !film.includes(name) && line.kind === 'photoelectron' && shape.amplitude === 'area',
    )
    .map(({ name }) => name);
  return { substrate: typed.length > 0 ? typed : others, film };
}

/** Index of the step with that label. @throws `invalid-option` naming the nearest */
export function stepNamed(label: string, steps: readonly Step[], option: string): number {
  const found = steps.findIndex((step) => step.label === label.trim());
  if (found >= 0) return found;
  const labels = steps.map((step) => step.label);
  throw fail('invalid-option', `${option}: there is no step ${label}`, suggest(label, labels), { path: option });
}

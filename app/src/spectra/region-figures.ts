/** What the figures of a photoemission analysis say of places in them. */
import type { Figure } from '../../../src/figure/figure.js';
import { regionSlug } from '../../../src/techniques/photoemission/figures/region-figure.js';
import { findLine } from '../../../src/techniques/photoemission/lines/core-lines.js';

const REGION = 'region-';
const OF_REGION = '.background';

/**
 * Region of which a figure shows the spectra; undefined for figures of anything else.
 *
 * @param numbers names of the fitted numbers, among them `Ti 2p.background` for each region with a fit
 */
export function regionOfFigure({ id }: Pick<Figure, 'id'>, numbers: readonly string[]): string | undefined {
  if (!id.startsWith(REGION)) return undefined;
  const slug = id.slice(REGION.length);
  const regions = numbers.flatMap((name) => (name.endsWith(OF_REGION) ? [name.slice(0, -OF_REGION.length)] : []));
  return regions.find((region) => regionSlug(region) === slug) ?? asLine(slug.replaceAll('-', ' '));
}

/** Energy on the scale of the file of a place in such a figure, eV: figures are drawn on the scale of the reference. */
export function fileEnergy({ panels }: Pick<Figure, 'panels'>, panel: number, x: number): number {
  const [handle] = panels[panel]?.handles?.filter(({ moves }) => moves === 'x') ?? [];
  return handle === undefined ? x : handle.offset + handle.gradient * x;
}

/** Regions are mostly named after their line, and read whatever their case. */
function asLine(words: string): string {
  try {
    return findLine(words).title;
  } catch {
    return words;
  }
}

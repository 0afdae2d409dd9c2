/** Which region each component is fitted in. */
import { fail } from '../../errors.js';
import type { Component } from './component.js';
import { lineWords } from './region-names.js';
import type { Region } from './spectrum.js';
import { findRegion, type Windows } from './windows.js';

/**
 * The region that is named after the line and holds the position, else the narrowest that holds it; surveys only where a
 * window was given for them.
 *
 * @returns name of the region of each component
 * @throws `invalid-option` for a component that lies in no region
 */
export function assignRegions(
  components: readonly Component[],
  regions: readonly Region[],
  windows: Windows,
): string[] {
  const rangeOf = (region: Region): readonly [number, number] => windows.get(region.name) ?? region.rangeEv;
  const candidates = regions.filter(({ kind, name }) => kind === 'core' || windows.has(name));
  const usable = candidates.length > 0 ? candidates : regions;
  return components.map(({ name, line, positionEv, region }) => {
    if (region !== undefined) return findRegion(region, regions, 'component').name;
    const named = usable.filter(({ title }) => lineWords(title) === lineWords(line.title));
    if (positionEv === undefined) {
      const usual = line.usualEv;
      const overlapping = usable.filter((candidate) => {
        const [low, high] = rangeOf(candidate);
        return usual !== undefined && low <= usual[1] && high >= usual[0];
      });
      const found = narrowest(named.length > 0 ? named : overlapping, rangeOf);
      if (found !== undefined) return found.name;
      if (usable.length === 1 && usual === undefined) return usable[0]!.name;
      throw nowhere(name, `no region is named ${line.title} or holds its usual energies`, regions);
    }
    const holds = (candidate: Region): boolean => {
      const [low, high] = rangeOf(candidate);
      return positionEv >= low && positionEv <= high;
    };
    const found = narrowest(named.filter(holds), rangeOf) ?? narrowest(usable.filter(holds), rangeOf);
    if (found !== undefined) return found.name;
    throw nowhere(name, `${positionEv} eV lies in no region`, regions);
  });
}

function narrowest(
  regions: readonly Region[],
  rangeOf: (region: Region) => readonly [number, number],
): Region | undefined {
  const width = (region: Region): number => rangeOf(region)[1] - rangeOf(region)[0];
  return regions.reduce<Region | undefined>(
    (best, region) => (best === undefined || width(region) < width(best) ? region : best),
    undefined,
  );
}

function nowhere(name: string, what: string, regions: readonly Region[]) {
  const there = regions.map((region) => `${region.name} (${region.rangeEv[0]} to ${region.rangeEv[1]} eV)`);
  return fail(
    'invalid-option',
    `component ${name}: ${what}`,
    `measured are ${there.join(', ')}; mend the position or name the region: "... in ${regions[0]?.name ?? 'Ti 2p'}"`,
    { path: 'component' },
  );
}

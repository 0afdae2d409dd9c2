/** What a source without monochromator sends beside its main line, and the small copies of every peak that come of it. */

/** A copy of each photoelectron line. */
export interface SourceLine {
  /** `Al Kalpha3`, `O Kalpha`. */
  readonly name: string;
  /** From the peak to its copy, eV: negative towards lower binding energy. */
  readonly shiftEv: number;
  /** Height over that of the peak; absent for ghosts, which depend on the state of the source. */
  readonly height?: number;
}

/** An X-ray source. */
export interface XRaySource {
  /** `Al Kalpha`. */
  readonly name: string;
  readonly energyEv: number;
  /** Lines of the anode itself: present whenever there is no monochromator. */
  readonly satellites: readonly SourceLine[];
  /** Lines of oxide on the anode, of bare copper under it, of the other anode of a twin source. */
  readonly ghosts: readonly SourceLine[];
}

/** J. F. Moulder et al., Handbook of X-ray Photoelectron Spectroscopy (1992); M. O. Krause and J. G. Ferreira, J. Phys. B 8 (1975) 2007. */
export const xRaySources: readonly XRaySource[] = [
  {
    name: 'Al Kalpha',
    energyEv: 1486.6,
    satellites: [
      { name: 'Al Kalpha3', shiftEv: -9.8, height: 0.064 },
      { name: 'Al Kalpha4', shiftEv: -11.8, height: 0.032 },
      { name: 'Al Kalpha5', shiftEv: -20.1, height: 0.004 },
      { name: 'Al Kalpha6', shiftEv: -23.4, height: 0.003 },
      { name: 'Al Kbeta', shiftEv: -69.7, height: 0.0055 },
    ],
    ghosts: [
      { name: 'Mg Kalpha', shiftEv: 233 },
      { name: 'Cu Lalpha', shiftEv: 556.9 },
      { name: 'O Kalpha', shiftEv: 961.7 },
    ],
  },
  {
    name: 'Mg Kalpha',
    energyEv: 1253.6,
    satellites: [
      { name: 'Mg Kalpha3', shiftEv: -8.4, height: 0.08 },
      { name: 'Mg Kalpha4', shiftEv: -10.2, height: 0.041 },
      { name: 'Mg Kalpha5', shiftEv: -17.5, height: 0.0055 },
      { name: 'Mg Kalpha6', shiftEv: -20, height: 0.0045 },
      { name: 'Mg Kbeta', shiftEv: -48.5, height: 0.005 },
    ],
    ghosts: [
      { name: 'Al Kalpha', shiftEv: -233 },
      { name: 'Cu Lalpha', shiftEv: 323.9 },
      { name: 'O Kalpha', shiftEv: 728.7 },
    ],
  },
];

/** Files give the energy of one source with different digits. */
const SAME_SOURCE_EV = 1.5;

/** The source of photons of this energy, eV; undefined for synchrotrons, lamps and other anodes. */
export function findXRaySource(excitationEv: number): XRaySource | undefined {
  return xRaySources.find(({ energyEv }) => Math.abs(energyEv - excitationEv) <= SAME_SOURCE_EV);
}

/**
 * The copy of a strong peak that a weak one may be. A monochromator lets none of them through, so this is for sources without
 * one, and for files that do not say.
 *
 * @param positionEv of the weak peak, eV
 * @param strongEv binding energy of the strong peak, eV
 * @param excitationEv photon energy, eV
 * @param withinEv how far it may be off, eV
 */
export function satelliteOf(
  positionEv: number,
  strongEv: number,
  excitationEv: number,
  withinEv = 0.7,
): SourceLine | undefined {
  const source = findXRaySource(excitationEv);
  if (source === undefined) return undefined;
  const off = ({ shiftEv }: SourceLine): number => Math.abs(strongEv + shiftEv - positionEv);
  return [...source.satellites, ...source.ghosts]
    .filter((line) => off(line) <= withinEv)
    .sort((a, b) => off(a) - off(b))[0];
}

/** Areas above the background of regions that no component belongs to: what can be told before a model is thought of. */

import { isInterphaseError } from '../../../errors.js';
import type { RegionArea } from '../analysed.js';
import { shirleyBackground } from '../background/shirley.js';
import type { Spectrum } from '../spectrum.js';

/** By the trapezoid rule over a Shirley background. Spectra of which none can be made are left out. */
export function regionAreas(spectra: readonly Spectrum[], endpoints: number): RegionArea[] {
  return spectra.flatMap((spectrum): RegionArea[] => {
    const { energiesEv: x, values, sigmas } = spectrum;
    try {
      const { values: background } = shirleyBackground(x, values, endpoints);
      let area = 0;
      let variance = 0;
      let highest = 0;
      for (let i = 0; i < x.length; i++) {
        const width = 0.5 * ((x[i + 1] ?? x[i]!) - (x[i - 1] ?? x[i]!));
        area += width * (values[i]! - background[i]!);
        variance += (width * sigmas[i]!) ** 2;
        if (values[i]! > values[highest]!) highest = i;
      }
      return [
        {
          spectrum,
          background,
          backgroundName: 'shirley',
          area: { value: area, sigma: Math.sqrt(variance) },
          maximumEv: x[highest]!,
        },
      ];
    } catch (error) {
      if (isInterphaseError(error)) return [];
      throw error;
    }
  });
}

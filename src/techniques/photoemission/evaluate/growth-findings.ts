/** How the overlayer grows, where its lines can tell. */
import type { Finding } from '../../technique.js';
import { growthModes } from '../derive/growth-mode.js';
import { relativeIntensities } from '../derive/multiline-thickness.js';
import { emission } from '../derive/overlayer-thickness.js';
import { lengthOf } from './attenuation-lengths.js';
import { areasOf, nameOf, type Overlayer } from './overlayer-lines.js';

/** Even layers, islands, or islands on a layer: told where the lines are weakened differently enough. */
export function growthFindings(shared: Overlayer, bare: number): Finding[] {
  const { measurement, lines, typed, film, fit, angleDeg } = shared;
  const { cosine } = emission(angleDeg);
  const known = lines.flatMap((line) => {
    const length = lengthOf(nameOf(fit.components, line), line.kineticEv, typed, film);
    return length === undefined ? [] : [{ line, length }];
  });
  const own = known.map(({ line }) => line);
  const steps = measurement.steps.flatMap((_, step) =>
    step === bare || areasOf(shared, own, [step]) === undefined ? [] : [step],
  );
  const areas = own.length === 0 ? undefined : areasOf(shared, own, [...steps, bare]);
  if (areas === undefined || areas.values.some((area) => !(area > 0))) return [];
  const n = own.length;
  const found = growthModes(
    steps.flatMap((step) => known.map(({ length }) => ({ step, lengthNm: length.valueNm * cosine }))),
    relativeIntensities(
      areas,
      steps.flatMap((_, k) => own.map((_, line) => ({ area: k * n + line, reference: steps.length * n + line }))),
    ),
  );
  if (found === undefined) return [];
  const words = {
    layer: 'an even layer',
    islands: 'islands on the bare substrate',
    'layer-plus-islands': 'islands on a closed layer',
  };
  const support = found.fits.map(({ mode, weight }) => `${words[mode]} ${Math.round(100 * weight)} %`).join(', ');
  return [
    {
      code: 'growth-mode',
      severity: 'info',
      message: `Growth mode by the different attenuation of the lines: ${support}${found.decided ? '' : '; that does not decide it'}.`,
    },
  ];
}

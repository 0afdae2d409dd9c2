/**
 * Simulated series of 7 steps and 6 lines of known truth, written as VAMAS, read and analysed: all spectra in one fit, or each Ti 2p
 * spectrum by itself, as people do it.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { randomSeriesTruth } from '../../dist/techniques/photoemission/simulate/series-truths.js';
import { simulatePhotoemission } from '../../dist/techniques/photoemission/simulate/simulate-files.js';

export const kindNames = ['coated', 'bare-first', 'alone'];

const lines = {
  'Ti4+': 'Ti 2p',
  'Ti3+': 'Ti 2p',
  'Zr4+': 'Zr 3d',
  'O film': 'O 1s',
  'O substrate': 'O 1s',
  SiO4: 'Si 2p',
  PO4: 'P 2p',
  'Na+': 'Na 1s',
};
const substrate = ['Zr4+', 'SiO4', 'PO4'];

/** @returns what was stated of each number with what is true of it */
export async function trial(kind, index, seed) {
  const random = createRandom(seed * 1e9 + (kindNames.indexOf(kind) + 1) * 1e7 + index);
  const drawn = randomSeriesTruth(random, kind === 'bare-first' ? 'bare-first' : 'coated');
  const [{ name, text }] = simulatePhotoemission(drawn.truth, Math.floor(random.uniform() * 2 ** 31));
  const bytes = new TextEncoder().encode(text);
  const component = Object.entries(lines)
    .filter(([state, line]) => drawn.positionsEv[state] !== undefined && (kind !== 'alone' || line === 'Ti 2p'))
    // Nobody types energies better than to a tenth of an electronvolt.
    .map(
      ([state, line]) =>
        `${state} = ${line} @ ${(drawn.positionsEv[state] + 0.2 * (random.uniform() - 0.5)).toFixed(2)}`,
    );
  const analyse = (options) =>
    runTask(
      {
        id: 'trial',
        technique: 'photoemission',
        sample: {},
        inputs: [{ path: name, label: 's', conditions: {} }],
        options: { component, backgroundCheck: false, quantify: false, starts: 2, ...options },
      },
      async () => fileFromBytes(name, bytes),
    );
  const compared = [];
  const say = (group, stated, truth) => {
    if (stated !== undefined && truth !== null) compared.push({ group, stated, truth });
  };
  if (kind === 'alone') {
    for (const [step, { reducedShare }] of drawn.steps.entries()) {
      const exclude = drawn.steps.flatMap((_, other) => (other === step ? [] : [`s#${other + 1}`]));
      const { series } = await analyse({ exclude });
      const found = series.find(({ quantities }) => quantities['Ti3+.fraction'] !== undefined);
      say('share of Ti3+', found?.quantities['Ti3+.fraction'], reducedShare);
    }
    return compared;
  }
  const overlayer =
    kind === 'coated'
      ? {}
      : {
          substrate,
          attenuationLength: substrate.map(
            (state) => `${state} = ${drawn.attenuationNm[lines[state]].toFixed(4)}(0) nm`,
          ),
        };
  const { series } = await analyse(overlayer);
  series.forEach(({ quantities }, step) => {
    const truth = drawn.steps[step];
    say('share of Ti3+', quantities['Ti3+.fraction'], truth.reducedShare);
    if (step === 0) return;
    say('common shift', quantities.shift, truth.shiftEv - drawn.steps[0].shiftEv);
    say('thickness', quantities.overlayerThicknessFit, truth.thicknessNm);
  });
  return compared;
}

/** What was asked for and is not refined, or is refined without having been asked for, because of what the data can tell. */
import type { InstrumentParameters } from '../../../formats/gsas/instrument-parameters.js';
import type { Finding } from '../../technique.js';
import type { PatternRefinement } from '../fit/refine-pattern.js';
import { listed } from './parameter-words.js';

type Chosen = Pick<PatternRefinement, 'choice' | 'model' | 'contradicted'>;

const MOST_NAMED = 8;

export function choiceFindings(
  { choice, model, contradicted }: Chosen,
  instrument: InstrumentParameters | undefined,
  label: string,
): Finding[] {
  const names = (places: readonly number[]) => places.map((n) => model.list.parameters[n]!.name);
  const findings: Finding[] = [];
  const say = (code: string, message: string) => findings.push({ code, severity: 'info', message, where: label });
  const { own, widthsHeld, occupanciesHeld } = choice;
  if (contradicted !== undefined) {
    const [held, free] = [contradicted.rwpHeld, contradicted.rwp].map((rwp) => `${rwp.toFixed(2)} %`);
    findings.push({
      code: 'instrument-contradicted',
      severity: 'warning',
      message: `The widths U, V, W, X and Y of the instrument parameters do not describe this pattern, with size and strain of the phases neither: Rwp is ${held} with them and ${free} where they are refined, which was done. Sizes and strains are now those of sample and diffractometer together; measure a standard on this diffractometer to tell them apart.`,
      where: label,
    });
  }
  if (own.instrumentKnown) {
    const whose = instrument === undefined ? 'as you hold them' : 'of the instrument parameters';
    const otherwise =
      instrument === undefined
        ? ''
        : ' If they were not measured with a standard on this diffractometer, refine them (option refine +widths).';
    say(
      'instrument-known',
      `The widths U, V, W, X and Y are those ${whose} and stay; what the lines are broader is size and strain of the phases.${otherwise}`,
    );
  }
  if (widthsHeld.length > 0) {
    const what = widthsHeld.map((n) => (model.list.parameters[n]!.name === 'X' ? 'size' : 'strain'));
    const many = widthsHeld.length > 1;
    say(
      'widths-held',
      `${listed(names(widthsHeld))} and the ${listed(what)} of a phase broaden the lines alike, so ${many ? 'they are' : 'it is'} held at zero: ${listed(what)} ${many ? 'hold' : 'holds'} the diffractometer too. Give its widths (option instrument, or fix) to tell them apart.`,
    );
  }
  if (occupanciesHeld.length > 0) {
    const held = names(occupanciesHeld).map((name) => name.replace(/\.occupancy$/, ''));
    const more = held.length > MOST_NAMED ? ` and ${held.length - MOST_NAMED} more` : '';
    say(
      'occupancies-held',
      `Occupancies stay of ${more === '' ? listed(held) : held.slice(0, MOST_NAMED).join(', ') + more}: sites that one element fills, or of phases below 10 % by mass. Name one to refine it, e.g. option bounds ${held[0]}.occupancy=0:1.`,
    );
  }
  return findings;
}

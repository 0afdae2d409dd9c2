/** Where wavelengths that the user gives do not agree with those of the pattern file, or leave out a line of the tube. */
import { nearestTube } from '../../crystal/scattering/radiation-lines.js';
import type { PatternSettings } from '../../formats/diffraction/uniform-settings.js';
import type { Finding } from '../technique.js';
import type { Radiation } from './model/radiation.js';

/** Relative; a cell is known to about this. Tables of the same line differ by less. */
const SEEN_IN_CELLS = 2e-5;
/** Relative; another tube, or a mistyped digit. */
const ANOTHER_LINE = 1e-3;

/**
 * @param source what gave the lines: `option radiation` or `instrument parameters`
 * @param typed the text of the option, where it gave them
 */
export function wavelengthContradictions(
  lines: Radiation['lines'],
  settings: PatternSettings,
  source: string,
  typed?: string,
): Finding[] {
  const used = lines[0]!.wavelengthAngstrom;
  const said = settings.wavelengthKalpha1;
  const found: Finding[] = [];
  const off = said === undefined ? 0 : used / said - 1;
  if (Math.abs(off) > SEEN_IN_CELLS)
    found.push({
      code: 'wavelength-contradicts-file',
      severity: Math.abs(off) > ANOTHER_LINE ? 'warning' : 'info',
      message: `The ${source} says ${used} Å, the pattern file ${said} Å. The ${source} is used; cells are proportional to it, and come out ${Number((100 * Math.abs(off)).toPrecision(2))} % ${off > 0 ? 'longer' : 'shorter'} than with the wavelength of the file.`,
    });
  return [...found, ...secondLine(lines, settings, typed)];
}

/** One wavelength where the tube, or the file, has two. */
function secondLine(lines: Radiation['lines'], settings: PatternSettings, typed: string | undefined): Finding[] {
  const used = lines[0]!.wavelengthAngstrom;
  const tube = nearestTube(used);
  if (lines.length > 1 || tube === undefined || typed === undefined || /neutron|k.*1\s*$/i.test(typed)) return [];
  const hasTwo = settings.wavelengthKalpha2 !== undefined && (settings.ratioKalpha2 ?? 0.5) > 0;
  return [
    {
      code: 'one-wavelength',
      severity: hasTwo ? 'warning' : 'info',
      message: `${used} Å alone is used${hasTwo ? ', and the pattern file has Kα2 as well' : ', as behind a monochromator that takes Kα2 away'}. Write ${tube.anode}Ka for both lines of the tube, or ${tube.anode}Ka1 where there is one: a Kα2 that is left out moves lines and cells.`,
    },
  ];
}

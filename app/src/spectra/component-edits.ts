/** What people do to the components of an analysis, as edits of study.yaml. */
import { setOption } from '../../../src/study/edit/set-option.js';
import { wordOf } from '../../../src/techniques/parameter-words.js';
import { type Edit, parameterEdit } from '../analysis/edits/analysis-edits.js';
import { listOf, optionsInText } from '../analysis/edits/options-in-text.js';
import { componentName, withPosition } from './component-text.js';

const OPTION = 'component';
const POSITION = '.position';

/** A component is added after those that are there. */
export function addComponentEdit(analysis: string, component: string): Edit {
  return {
    label: `add ${componentName(component)} to ${analysis}`,
    change: (text) => setOption(text, analysis, OPTION, [...componentsIn(text, analysis), component]),
  };
}

/** One component gets another text; the empty text takes it away. */
export function changeComponentEdit(analysis: string, before: string, after: string): Edit {
  const gone = after.trim() === '';
  return {
    label: `${gone ? 'remove' : 'change'} ${componentName(before)}`,
    change: (text) => {
      const all = componentsIn(text, analysis).flatMap((one) => (one !== before ? [one] : gone ? [] : [after.trim()]));
      return setOption(text, analysis, OPTION, all.length === 0 ? undefined : all);
    },
  };
}

/**
 * A peak was dragged: the energy of its component is where it now stands, and a start value of its position, which would
 * count instead, is taken away. Undefined for a number that is no position of a component.
 *
 * @param components of the analysis as typed
 */
export function movePeakEdit(
  analysis: string,
  parameter: string,
  energyEv: number,
  components: readonly string[],
): Edit | undefined {
  if (!parameter.endsWith(POSITION)) return undefined;
  const name = parameter.slice(0, -POSITION.length);
  const before = components.find((text) => componentName(text) === name);
  if (before === undefined) return undefined;
  return {
    label: `move ${name}`,
    mark: `${analysis} move ${name}`,
    change: (text) => {
      const moved = changeComponentEdit(analysis, before, withPosition(before, energyEv)).change(text);
      if (wordOf(optionsInText(moved, analysis), 'start', parameter) === undefined) return moved;
      return parameterEdit(analysis, { name: parameter, bounds: [null, null] }, 'start', '').change(moved);
    },
  };
}

/** The components of an analysis as they stand in study.yaml. */
export function componentsIn(text: string, analysis: string): readonly string[] {
  return listOf(optionsInText(text, analysis)[OPTION]);
}

import { useMemo } from 'react';
import type { Handle } from '../../../../src/figure/figure.js';
import type { BrushedPoint } from '../../../../src/techniques/excluded-rows.js';
import { formFields } from '../../../../src/techniques/option-form.js';
import type { ModelParameter, Technique } from '../../../../src/techniques/technique.js';
import { componentsIn, movePeakEdit } from '../../spectra/component-edits.js';
import { edit } from '../../state/actions.js';
import { presentText } from '../../state/history.js';
import { useWorkbench } from '../../state/store.js';
import type { ParameterTexts } from '../parameters/parameter-texts.js';
import { dragEdit, type Edit, excludeEdit, optionEdit, parameterEdit, takeBackEdit } from './analysis-edits.js';

/** What the room of an analysis can do to it; the functions stay the same as long as the room is open. */
export interface AnalysisEdits {
  /** @param value undefined goes back to the default */
  readonly setOption: (option: string, value: unknown) => void;
  readonly setParameter: (
    parameter: Pick<ModelParameter, 'name' | 'bounds'>,
    field: keyof ParameterTexts,
    text: string,
    stepped: boolean,
  ) => void;
  readonly exclude: (points: readonly BrushedPoint[], excluded: boolean) => void;
  /** Without an entry all points are taken back. */
  readonly takeBack: (entry?: string) => void;
  readonly drag: (handle: Handle, value: number) => void;
}

export function useAnalysisEdits(id: string, technique: Technique | undefined): AnalysisEdits {
  return useMemo(() => {
    const apply = (change: Edit | undefined) => change && edit(change.label, change.change, change.mark);
    return {
      setOption: (option, value) => apply(optionEdit(id, option, value)),
      setParameter: (...change) => apply(parameterEdit(id, ...change)),
      exclude: (points, excluded) => apply(excludeEdit(id, points, excluded)),
      takeBack: (entry) => apply(takeBackEdit(id, entry)),
      drag: (handle, value) =>
        apply(
          peakEdit(id, handle, value) ??
            dragEdit(id, handle, value, technique === undefined ? [] : formFields(technique)),
        ),
    };
  }, [id, technique]);
}

/** A position that stands in the text of a component; undefined for all other handles. */
function peakEdit(id: string, { sets }: Handle, value: number): Edit | undefined {
  if (!('parameter' in sets)) return undefined;
  return movePeakEdit(id, sets.parameter, value, componentsIn(presentText(useWorkbench.getState().history), id));
}

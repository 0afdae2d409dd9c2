import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useDeferredValue, useMemo, useReducer } from 'react';
import type { Figure } from '../../../src/figure/figure.js';
import { findingsOf } from '../../../src/report/gather-findings.js';
import { fileOptions } from '../../../src/techniques/file-field.js';
import { EmptyNote } from '../kit/empty-note.js';
import { usePointedPeak } from '../spectra/use-pointed-peak.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { StructureSection } from '../structure/structure-section.js';
import { AnalysisHeader } from './analysis-header.js';
import { AnalysisModel } from './analysis-model.js';
import classes from './analysis-room.module.css';
import { optionOfFailure } from './edits/mistake-at.js';
import { listOf } from './edits/options-in-text.js';
import { useAnalysisEdits } from './edits/use-analysis-edits.js';
import { FigureGallery } from './figures/figure-gallery.js';
import { LeftOut } from './figures/left-out.js';
import type { FindingTarget } from './findings/finding-links.js';
import { firstPanelState, nextPanelState } from './panel/panel-state.js';
import { SideDrawer } from './panel/side-drawer.js';
import { SidePanel } from './panel/side-panel.js';
import { modelFieldId } from './parameters/model-editor.js';
import { FailurePanel } from './run/failure-panel.js';
import { RunNotice } from './run/run-notice.js';
import { inputOf } from './tables/input-of.js';
import { ResultSections } from './tables/result-sections.js';
import { useAnalysis } from './use-analysis.js';

/** Below this width the panel is a drawer. */
const DRAWER = '(max-width: 999px)';
const PANEL_NAME = 'Parameters, options, findings, sample';

/** One analysis: its figures and numbers on the left, what can be changed and what should be known on the right. */
export function AnalysisRoom({ id }: { readonly id: string }) {
  const shown = useAnalysis(id);
  const edits = useAnalysisEdits(id, shown?.technique);
  const files = useWorkbench((state) => state.files);
  const [panel, tell] = useReducer(nextPanelState, firstPanelState);
  const drawer = useMediaQuery(DRAWER, globalThis.matchMedia(DRAWER).matches);
  const result = shown?.result;
  // The figure and the parameters answer an edit first; the tables below them follow.
  const tabled = useDeferredValue(result);
  const ofStudy = useWorkbench((state) => state.result?.findings);
  const findings = useMemo(
    () => [
      ...(result === undefined ? [] : findingsOf(result)),
      // What the study found about this analysis before it ran: recordings twice, equal conditions.
      ...(ofStudy ?? []).filter(({ where }) => where === id),
    ],
    [result, ofStudy, id],
  );
  const numbers = useMemo(() => result?.model?.parameters.map(({ name }) => name) ?? [], [result]);
  const { peak, placingOf } = usePointedPeak(numbers);
  const choose = useCallback(
    (name: string, figure: Figure) => tell({ type: 'recording', name, shown: isTrend(figure) }),
    [],
  );
  if (shown === undefined) {
    return (
      <EmptyNote title="Not ready">study.yaml has mistakes; its analyses are shown when they are mended.</EmptyNote>
    );
  }
  const { technique, failure } = shown;
  const options = Object.keys(technique.options.shape);
  const hasComponents = options.includes('component');
  const goTo = (target: FindingTarget) => {
    if (target.kind === 'recording') {
      const path = result && inputOf(target.name, result.provenance.inputs)?.path;
      if (path !== undefined) go({ view: 'recording', path });
    } else if (target.kind === 'option' && target.name === result?.model?.option) {
      document.getElementById(modelFieldId)?.focus();
    } else tell({ type: 'go', kind: target.kind, name: target.name });
  };
  const side = <SidePanel shown={shown} edits={edits} findings={findings} panel={panel} tell={tell} onGo={goTo} />;
  const named = failure && failedFile(failure.where.file, files);
  const failed = failure && optionOfFailure(failure, shown);
  return (
    <div className={classes.room}>
      <div className={classes.main}>
        <AnalysisHeader shown={shown} onOpenPanel={drawer ? () => tell({ type: 'open', open: true }) : undefined} />
        {/* Above all that comes and goes: who types in it must not see it move. */}
        <AnalysisModel shown={shown} edits={edits} peak={peak} />
        <RunNotice id={id} hasResult={result !== undefined} />
        {failure !== undefined && (
          <FailurePanel
            id={id}
            failure={failure}
            hasOlder={result !== undefined}
            option={failed}
            fileEndings={fileOptions(technique).find(({ option }) => option === failed)?.extensions}
            file={named}
            typed={shown.typed}
            onOption={(name) => goTo({ kind: 'option', name })}
            onSet={edits.setOption}
          />
        )}
        {result !== undefined && (
          <div className={classes.result} data-old={failure !== undefined || undefined}>
            <FigureGallery
              analysis={id}
              technique={technique.name}
              figures={result.figures}
              onDrag={edits.drag}
              placingOf={hasComponents ? placingOf : undefined}
              onPoint={choose}
              {...(options.includes('exclude') && { onExclude: edits.exclude })}
            />
            <LeftOut texts={listOf(shown.typed.exclude)} onTakeBack={edits.takeBack} />
            {result.structures !== undefined && result.structures.length > 0 && (
              <StructureSection analysis={id} structures={result.structures} />
            )}
            <ResultSections id={id} result={tabled ?? result} />
          </div>
        )}
      </div>
      {drawer && panel.open && (
        <SideDrawer name={PANEL_NAME} onClose={() => tell({ type: 'open', open: false })}>
          {side}
        </SideDrawer>
      )}
      {!drawer && (
        <aside className={classes.side} aria-label={PANEL_NAME} data-region="panel" tabIndex={-1}>
          {side}
        </aside>
      )}
    </div>
  );
}

/** Points of a trend stand for whole recordings, those of a spectrum for its rows. */
function isTrend({ panels }: Figure): boolean {
  return panels.every(({ marks }) =>
    marks.every((mark) => mark.type !== 'points' || (mark.origin !== undefined && mark.origin.rows === undefined)),
  );
}

/** A file of the study that a failure is about; study.yaml is none. */
function failedFile(file: string | undefined, files: readonly { readonly path: string }[]): string | undefined {
  if (file === undefined || file === 'study.yaml') return undefined;
  return files.find(({ path }) => path === file)?.path;
}

import { Tabs } from '@mantine/core';
import type { Dispatch } from 'react';
import type { Finding } from '../../../../src/techniques/technique.js';
import { useWorkbench } from '../../state/store.js';
import type { AnalysisEdits } from '../edits/use-analysis-edits.js';
import type { FindingTarget } from '../findings/finding-links.js';
import { FindingsPanel } from '../findings/findings-panel.js';
import { OptionsForm } from '../options/options-form.js';
import { ParameterTable } from '../parameters/parameter-table.js';
import type { ShownAnalysis } from '../use-analysis.js';
import { type PanelEvent, type PanelState, type PanelTab, shownTab, tabsFor } from './panel-state.js';
import { SampleTab } from './sample-tab.js';
import classes from './side-panel.module.css';

const tabNames: Readonly<Record<PanelTab, string>> = {
  parameters: 'Parameters',
  options: 'Options',
  findings: 'Findings',
  sample: 'Sample',
};

export interface SidePanelProps {
  readonly shown: ShownAnalysis;
  readonly edits: AnalysisEdits;
  readonly findings: readonly Finding[];
  readonly panel: PanelState;
  readonly tell: Dispatch<PanelEvent>;
  readonly onGo: (target: FindingTarget) => void;
}

/** What can be changed in an analysis, and what should be known of it. */
export function SidePanel({ shown, edits, findings, panel, tell, onGo }: SidePanelProps) {
  const { id, technique, result, analysis } = shown;
  const hasParameters = result?.model !== undefined && Object.hasOwn(technique.options.shape, 'fix');
  const tab = shownTab(panel, hasParameters);
  const sharedWith = useWorkbench(({ study }) =>
    (study?.analyses ?? [])
      .filter((other) => other.id !== id && other.sample === analysis.sample)
      .map((other) => other.id)
      .join('\n'),
  );
  const targets = {
    options: Object.keys(technique.options.shape),
    recordings: result?.series.map(({ label }) => label) ?? [],
    parameters: hasParameters ? result.model.parameters.map(({ name }) => name) : [],
  };
  return (
    <Tabs
      value={tab}
      onChange={(next) => next !== null && tell({ type: 'tab', tab: next as PanelTab })}
      classNames={classes}
      keepMounted={false}
    >
      <Tabs.List grow>
        {tabsFor(hasParameters).map((name) => (
          <Tabs.Tab key={name} value={name} rightSection={name === 'findings' && <Count findings={findings} />}>
            {tabNames[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {hasParameters && (
        <Tabs.Panel value="parameters">
          <ParameterTable
            shown={shown}
            edits={edits}
            errand={panel.errand}
            chosen={panel.recording}
            onChoose={(name) => tell({ type: 'recording', name, shown: true })}
          />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="options">
        <OptionsForm shown={shown} edits={edits} errand={panel.errand} />
      </Tabs.Panel>
      <Tabs.Panel value="findings">
        <FindingsPanel findings={findings} technique={technique.name} targets={targets} onGo={onGo} />
      </Tabs.Panel>
      <Tabs.Panel value="sample">
        <SampleTab sample={analysis.sample} sharedWith={sharedWith === '' ? [] : sharedWith.split('\n')} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** How many findings there are, in the colour of the gravest. */
function Count({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const gravest = (['error', 'warning'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  return (
    <span className={classes.count} data-severity={gravest}>
      {findings.length}
    </span>
  );
}

import { NativeSelect, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ModelParameter } from '../../../../src/techniques/technique.js';
import { ChangedText } from '../../kit/changed-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { mistakeAt } from '../edits/mistake-at.js';
import type { AnalysisEdits } from '../edits/use-analysis-edits.js';
import type { Errand } from '../panel/panel-state.js';
import type { ShownAnalysis } from '../use-analysis.js';
import { fitQuality } from './fit-quality.js';
import { allRecordings, fittedValue } from './fitted-value.js';
import { FoldedRows } from './folded-rows.js';
import { ParameterFinder } from './parameter-finder.js';
import { isLongList, parameterGroups } from './parameter-groups.js';
import { ParameterRow, type RowFold } from './parameter-row.js';
import classes from './parameter-table.module.css';
import { isAnySet, textsOf } from './parameter-texts.js';

export interface ParameterTableProps {
  readonly shown: ShownAnalysis;
  readonly edits: AnalysisEdits;
  readonly errand: Errand | null;
  /** Recording whose values are shown; null before one was chosen. */
  readonly chosen: string | null;
  readonly onChoose: (recording: string) => void;
}

/** Every parameter of the fitted model: what came out, and whether it is fixed, tied, bounded or started. */
export function ParameterTable({ shown, edits, errand, chosen, onChoose }: ParameterTableProps) {
  const { result, typed, technique } = shown;
  const series = result?.series ?? [];
  const [filter, setFilter] = useState({ text: '', onlySet: false });
  const body = useRef<HTMLTableElement>(null);
  const sentTo = errand?.kind === 'parameter' ? errand.name : undefined;
  useEffect(() => {
    if (errand?.kind !== 'parameter') return;
    body.current?.querySelector<HTMLElement>(`[data-parameter="${CSS.escape(errand.name)}"] input`)?.focus();
  }, [errand]);
  const parameters = result?.model?.parameters ?? [];
  if (parameters.length === 0) {
    return <EmptyNote title="No parameters">The model has none; see the options.</EmptyNote>;
  }
  const known = chosen === allRecordings || series.some(({ label }) => label === chosen);
  const recording = known && chosen !== null ? chosen : (series[0]?.label ?? allRecordings);
  const names = parameters.map(({ name }) => name);
  const quality = fitQuality(result?.tables ?? [], names, recording);
  const has = (option: string) => Object.hasOwn(technique.options.shape, option);
  const isLong = isLongList(parameters);
  const row = (parameter: ModelParameter, fold?: RowFold) => (
    <ParameterRow
      key={parameter.name}
      parameter={parameter}
      fitted={fittedValue(parameter, series, recording)}
      recording={recording}
      texts={textsOf(typed, parameter)}
      names={names}
      kin={parameters.filter(({ name, unit }) => name !== parameter.name && unit === parameter.unit)}
      mistakeOf={(option) => mistakeAt(shown, option, parameter.name)}
      onChange={(field, text, stepped) => edits.setParameter(parameter, field, text, stepped)}
      has={has}
      {...(fold && { fold })}
    />
  );
  const isSet = (parameter: ModelParameter) => isAnySet(textsOf(typed, parameter));
  const groups = isLong ? parameterGroups(parameters, { ...filter, isSet, sentTo }) : [];
  return (
    <Stack gap="xs">
      {series.length > 1 && (
        <NativeSelect
          label="Values of"
          value={recording}
          onChange={(event) => onChoose(event.currentTarget.value)}
          data={[
            { value: allRecordings, label: `all ${series.length} recordings, lowest to highest` },
            ...series.map(({ label }) => ({ value: label, label })),
          ]}
        />
      )}
      {quality.length > 0 && (
        <dl className={classes.quality}>
          {quality.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <ChangedText key={recording} text={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isLong && (
        <ParameterFinder
          {...filter}
          found={groups.reduce((sum, { members }) => sum + members.length, 0)}
          of={parameters.length}
          onChange={setFilter}
        />
      )}
      <Table className={classes.table} ref={body} withRowBorders={false} data-long={isLong || undefined}>
        <Table.Caption className={classes.caption}>
          <VisuallyHidden>
            Parameters of {result?.model?.text}. Enter applies, Escape takes back, arrow keys step.
          </VisuallyHidden>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" rowSpan={2} className={classes.nameHead}>
              Name
            </Table.Th>
            <Table.Th scope="col" colSpan={3}>
              Value
            </Table.Th>
            <Table.Th scope="col">{has('fix') && 'Fix'}</Table.Th>
          </Table.Tr>
          <Table.Tr className={classes.second}>
            <Table.Th scope="col">{has('start') && 'Start'}</Table.Th>
            <Table.Th scope="col">{has('bounds') && 'Lowest'}</Table.Th>
            <Table.Th scope="col">{has('bounds') && 'Highest'}</Table.Th>
            <Table.Th scope="col">{has('tie') && 'Tie to'}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {isLong ? (
          <FoldedRows groups={groups} isSet={isSet} sentTo={sentTo} row={row} />
        ) : (
          parameters.map((parameter) => row(parameter))
        )}
      </Table>
      {isLong && groups.length === 0 && (
        <EmptyNote title="No such parameter">
          {filter.onlySet ? 'Nothing is fixed, tied, bounded or started' : 'None has this in its name'}.
        </EmptyNote>
      )}
      <Text size="xs" c="dimmed">
        {series.length > 1
          ? `What is set here holds for all ${series.length} recordings.`
          : 'A start value is tried first; it does not replace the search.'}
      </Text>
    </Stack>
  );
}

import { Chip, Group, Select, Table, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { isInterphaseError } from '../../../src/errors.js';
import type { Figure } from '../../../src/figure/figure.js';
import { overlayFigures } from '../../../src/figure/overlay-figures.js';
import { readableName } from '../../../src/report/quantity-text.js';
import { FigureView } from '../figure/figure-view.js';
import { EmptyNote } from '../kit/empty-note.js';
import { QuantityText } from '../kit/quantity-text.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import {
  type ComparedQuantity,
  commonFigures,
  comparedQuantities,
  distanceInSigma,
  figureOf,
  fittingAnalyses,
  overlayCaption,
} from './common-figures.js';
import styles from './compare-view.module.css';

interface CompareViewProps {
  readonly figure?: string;
  readonly analyses?: readonly string[];
}

/** One figure of several analyses laid over each other, and their quantities side by side. */
export function CompareView({ figure, analyses }: CompareViewProps) {
  const runs = useWorkbench((state) => state.runs);
  const choices = useMemo(() => commonFigures(runs), [runs]);
  const chosen = choices.find(({ id }) => id === figure) ?? choices[0];
  const present = useMemo(() => {
    if (chosen === undefined) return [];
    return analyses === undefined
      ? fittingAnalyses(runs, chosen)
      : chosen.analyses.filter((id) => analyses.includes(id));
  }, [runs, chosen, analyses]);
  if (chosen === undefined) {
    return (
      <div className={styles.view}>
        <EmptyNote title="Nothing to compare yet">
          A figure can be compared when at least two analyses have it; run the study, or add another analysis.
        </EmptyNote>
      </div>
    );
  }
  const choose = (id: string, among: readonly string[]) => go({ view: 'compare', figure: id, analyses: among });

  return (
    <div className={styles.view}>
      <Title order={1}>Compare</Title>
      <Group align="end" gap="lg">
        <Select
          label="Figure"
          data={choices.map(({ id, analyses: having }) => ({ value: id, label: `${id} (${having.length} analyses)` }))}
          value={chosen.id}
          allowDeselect={false}
          onChange={(id) => id !== null && go({ view: 'compare', figure: id })}
        />
        <Chip.Group
          multiple
          value={[...present]}
          onChange={(ids) =>
            choose(
              chosen.id,
              chosen.analyses.filter((id) => ids.includes(id)),
            )
          }
        >
          <Group gap="xs" role="group" aria-label="Analyses to compare">
            {chosen.analyses.map((id) => (
              <Chip key={id} value={id} size="sm">
                {id}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Group>
      <Overlay id={chosen.id} analyses={present} />
      <Quantities analyses={present} />
    </div>
  );
}

function Overlay({ id, analyses }: { readonly id: string; readonly analyses: readonly string[] }) {
  const runs = useWorkbench((state) => state.runs);
  const overlaid = useMemo(
    () =>
      overlay(
        analyses.flatMap((name) => {
          const figure = figureOf(runs, name, id);
          return figure === undefined ? [] : [{ name, figure }];
        }),
      ),
    [runs, id, analyses],
  );
  if (typeof overlaid === 'string')
    return <EmptyNote title="These figures do not fit over each other">{overlaid}</EmptyNote>;
  return (
    <figure className={styles.figure}>
      <FigureView figure={overlaid} />
      <Text component="figcaption" size="sm" c="dimmed">
        {overlaid.caption}
      </Text>
    </figure>
  );
}

/** The figure, or the reason in words why there is none. */
function overlay(entries: readonly { readonly name: string; readonly figure: Figure }[]): Figure | string {
  if (entries.length === 0) return 'Choose at least one analysis.';
  try {
    return { ...overlayFigures(entries), caption: overlayCaption(entries) };
  } catch (error) {
    if (isInterphaseError(error)) return `${error.message}: ${error.hint}.`;
    throw error;
  }
}

function Quantities({ analyses }: { readonly analyses: readonly string[] }) {
  const runs = useWorkbench((state) => state.runs);
  const rows = useMemo(() => comparedQuantities(runs, analyses), [runs, analyses]);
  if (rows.length === 0) return null;
  const two = analyses.length === 2;
  return (
    <section aria-labelledby="compared-quantities">
      <Title order={2} id="compared-quantities" mb={4}>
        Quantities
      </Title>
      <Table.ScrollContainer minWidth={500}>
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Quantity</Table.Th>
              {analyses.map((id) => (
                <Table.Th scope="col" key={id}>
                  {id}
                </Table.Th>
              ))}
              {two && <Table.Th scope="col">Apart by</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.name}>
                <Table.Th scope="row" fw={400}>
                  {readableName(row.name)}
                </Table.Th>
                {row.values.map((value, index) => (
                  <Table.Td key={analyses[index]}>
                    {value === undefined ? '–' : <QuantityText quantity={value} />}
                  </Table.Td>
                ))}
                {two && <Table.Td>{distanceText(row)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function distanceText({ values: [a, b] }: ComparedQuantity): string {
  const distance = distanceInSigma(a, b);
  return distance === undefined ? '–' : `${distance.toPrecision(2)} σ`;
}

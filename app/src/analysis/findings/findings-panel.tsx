import { Anchor, Button, Chip, Code, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type FindingGroup, groupFindings } from '../../../../src/report/gather-findings.js';
import { techniques } from '../../../../src/techniques/registry.js';
import type { Finding } from '../../../../src/techniques/technique.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { keepUnits } from '../../kit/keep-units.js';
import { SeverityIcon } from '../../kit/severity-icon.js';
import { type Advice, adviceFor, stretches } from './finding-advice.js';
import { type FindingTarget, optionsNamedIn, type Targets, targetsOfPlace } from './finding-links.js';
import classes from './findings-panel.module.css';
import { useAdviceBook } from './use-advice-book.js';

const severities = ['error', 'warning', 'info'] as const;
const severityNames = { error: 'Errors', warning: 'Warnings', info: 'Remarks' } as const;
const techniqueNames = techniques.map(({ name }) => name);
/** Places written out; a series of fifty spectra does not fill the panel. */
const MOST_PLACES = 4;
/** Messages of one code that differ in a number only. */
const MOST_MESSAGES = 2;

export interface FindingsPanelProps {
  readonly findings: readonly Finding[];
  /** Long name of the technique, for the words of its page. */
  readonly technique: string;
  readonly targets: Targets;
  readonly onGo: (target: FindingTarget) => void;
}

/** What the user should know of an analysis: gravest first, each with why and what to do. */
export function FindingsPanel({ findings, technique, targets, onGo }: FindingsPanelProps) {
  const book = useAdviceBook();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const groups = useMemo(() => groupFindings(findings), [findings]);
  const counts = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  if (findings.length === 0) {
    return <EmptyNote title="Nothing to remark">No check of this analysis has anything to say.</EmptyNote>;
  }
  const shown = groups.filter(({ severity }) => !hidden.includes(severity));
  return (
    <Stack gap="sm">
      <Chip.Group
        multiple
        value={severities.filter((severity) => !hidden.includes(severity))}
        onChange={(kept: string[]) => setHidden(severities.filter((severity) => !kept.includes(severity)))}
      >
        <Group gap={6} role="group" aria-label="Severities shown">
          {severities
            .filter((severity) => counts(severity) > 0)
            .map((severity) => (
              <Chip key={severity} value={severity} size="xs" variant="light">
                {severityNames[severity]} {counts(severity)}
              </Chip>
            ))}
        </Group>
      </Chip.Group>
      {shown.length === 0 && <EmptyNote title="All hidden">Choose a severity above.</EmptyNote>}
      {shown.map((group) => (
        <FindingCard
          key={`${group.severity} ${group.code}`}
          group={group}
          advice={book && adviceFor(book, group.code, technique, techniqueNames)}
          targets={targets}
          onGo={onGo}
        />
      ))}
    </Stack>
  );
}

function FindingCard({
  group: { severity, code, messages },
  advice,
  targets,
  onGo,
}: {
  readonly group: FindingGroup;
  readonly advice: Advice | undefined;
  readonly targets: Targets;
  readonly onGo: (target: FindingTarget) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? messages : messages.slice(0, MOST_MESSAGES);
  const words = [...messages.map(({ message }) => message), advice?.advice ?? '', advice?.says ?? ''].join('\n');
  const linked = new Set(messages.flatMap(({ where }) => where));
  const options = optionsNamedIn(words, targets.options).filter((name) => !linked.has(name));
  return (
    <article className={classes.card} data-severity={severity} aria-label={code}>
      <Group gap={6} wrap="nowrap">
        <SeverityIcon severity={severity} />
        <Code className={classes.code}>{code}</Code>
      </Group>
      {shown.map(({ message, where }) => (
        <div key={message}>
          <Text size="sm">{keepUnits(message)}</Text>
          <Places where={where} targets={targets} onGo={onGo} />
        </div>
      ))}
      {shown.length < messages.length && (
        <Anchor component="button" type="button" size="xs" className={classes.more} onClick={() => setAll(true)}>
          Show {messages.length - shown.length} more of this kind
        </Anchor>
      )}
      {advice !== undefined && (
        <dl className={classes.advice}>
          <Words name="Why" markdown={advice.means} />
          <Words name="What to do" markdown={advice.advice} />
          <Words name="Why, and what to do" markdown={advice.says} />
        </dl>
      )}
      {options.length > 0 && (
        <Group gap={4}>
          {options.map((name) => (
            <Button key={name} size="compact-xs" variant="light" onClick={() => onGo({ kind: 'option', name })}>
              Go to {name}
            </Button>
          ))}
        </Group>
      )}
    </article>
  );
}

/** Recordings, parameters and options a finding was made at; what can be gone to is a button. */
function Places({
  where,
  targets,
  onGo,
}: {
  readonly where: readonly string[];
  readonly targets: Targets;
  readonly onGo: (target: FindingTarget) => void;
}) {
  const [all, setAll] = useState(false);
  if (where.length === 0) return null;
  const shown = all ? where : where.slice(0, MOST_PLACES);
  return (
    <Text size="xs" c="dimmed" component="div" className={classes.places}>
      {shown.map((place) => {
        const found = targetsOfPlace(place, targets);
        if (found.length === 0) return <span key={place}>{place}</span>;
        return (
          <span key={place}>
            {found.map((target, index) => (
              <span key={`${target.kind} ${target.name}`}>
                {index > 0 && ', '}
                <Anchor component="button" type="button" size="xs" onClick={() => onGo(target)}>
                  {target.name}
                </Anchor>
              </span>
            ))}
          </span>
        );
      })}
      {shown.length < where.length && (
        <Anchor component="button" type="button" size="xs" onClick={() => setAll(true)}>
          and {where.length - shown.length} more
        </Anchor>
      )}
    </Text>
  );
}

function Words({ name, markdown }: { readonly name: string; readonly markdown: string }) {
  // A page writes its cells in small letters; nothing to do is nothing to say.
  if (markdown === '' || markdown === 'nothing') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {stretches(markdown.charAt(0).toUpperCase() + markdown.slice(1)).map(({ kind, text }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of a page never change
          kind === 'code' ? <Code key={index}>{text}</Code> : <span key={index}>{text}</span>,
        )}
      </dd>
    </div>
  );
}

import { Anchor, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { countText } from '../../../src/report/findings-html.js';
import type { FindingGroup } from '../../../src/report/gather-findings.js';
import type { Finding } from '../../../src/techniques/technique.js';
import { keepUnits } from '../kit/keep-units.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { SEVERITIES, summaryOf } from '../shell/outcome-findings.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './study-findings.module.css';
import { codeWords, studyGroups } from './study-groups.js';
import { useOutcomes } from './use-outcomes.js';

/** Places written out for one message. */
const MOST_PLACES = 6;
/** Characters from which on a message is cut to its first lines where the column is slim. */
const LONG = 280;

/**
 * What a referee would ask: the findings of the whole study, the gravest first, remarks folded.
 *
 * @param slim in a column of its own
 */
export function StudyFindings({ slim }: { readonly slim: boolean }) {
  const overall = useWorkbench(({ result }) => result?.findings);
  const running = useWorkbench((state) => state.running);
  const outcomes = useOutcomes();
  const groups = useMemo(() => studyGroups(overall ?? [], outcomes), [overall, outcomes]);
  const [hidden, setHidden] = useState<ReadonlySet<Finding['severity']>>(new Set(['info']));
  const { counts } = useMemo(() => summaryOf(groups), [groups]);
  const toggle = (severity: Finding['severity']) => {
    const next = new Set(hidden);
    if (!next.delete(severity)) next.add(severity);
    setHidden(next);
  };
  return (
    <section className={classes.panel} id="findings" aria-labelledby="findings-title">
      <h2 className={classes.title} id="findings-title">
        What a referee would ask
      </h2>
      {groups.length === 0 ? (
        <p className={classes.none}>{running ? 'The study is running.' : 'Nothing: no check has anything to say.'}</p>
      ) : (
        SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
          <div key={severity} className={classes.part}>
            <UnstyledButton
              className={classes.fold}
              aria-expanded={!hidden.has(severity)}
              onClick={() => toggle(severity)}
            >
              <IconChevronRight className={classes.chevron} size={14} aria-hidden />
              <SeverityIcon severity={severity} size={15} label="" />
              {countText(counts[severity], severity)}
            </UnstyledButton>
            {!hidden.has(severity) && (
              <ul className={classes.list}>
                {groups
                  .filter((group) => group.severity === severity)
                  .map((group) => (
                    <GroupItem key={`${group.analysis} ${group.code}`} group={group} slim={slim} />
                  ))}
              </ul>
            )}
          </div>
        ))
      )}
    </section>
  );
}

function GroupItem({
  group: { analysis, code, messages, severity },
  slim,
}: {
  readonly group: FindingGroup;
  readonly slim: boolean;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? messages : messages.slice(0, 1);
  const long = slim && (messages[0]?.message.length ?? 0) > LONG;
  const more = messages.length > 1 ? `${messages.length - 1} more of this kind` : 'All of it';
  return (
    <li className={classes.item} data-severity={severity}>
      <p className={classes.origin}>
        {analysis === undefined ? (
          <span>the study</span>
        ) : (
          <Anchor
            component="button"
            type="button"
            size="xs"
            fw={600}
            onClick={() => go({ view: 'analysis', id: analysis })}
          >
            {analysis}
          </Anchor>
        )}
        <span className={classes.code} title={code}>
          {codeWords(code)}
        </span>
      </p>
      {shown.map(({ message, where }) => (
        <p key={message} className={classes.message} data-cut={(long && !all) || undefined}>
          {keepUnits(message)}
          {where.length > 0 && (
            <span className={classes.where}>
              {' '}
              ({where.slice(0, MOST_PLACES).join('; ')}
              {where.length > MOST_PLACES && `; ${where.length - MOST_PLACES} more`})
            </span>
          )}
        </p>
      ))}
      {(messages.length > 1 || long) && (
        <Anchor component="button" type="button" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Less' : more}
        </Anchor>
      )}
    </li>
  );
}

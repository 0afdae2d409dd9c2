import { Anchor, Button, Code, Group, Text } from '@mantine/core';
import { printPlace } from '../../../../src/errors.js';
import type { AnalysisFailure } from '../../../../src/study/study-result.js';
import { SeverityIcon } from '../../kit/severity-icon.js';
import { go, rerun } from '../../state/actions.js';
import { listOf, quotedEntry } from '../edits/options-in-text.js';
import { AddFiles } from './add-files.js';
import classes from './failure-panel.module.css';

export interface FailurePanelProps {
  readonly id: string;
  readonly failure: AnalysisFailure;
  /** Results of an earlier run are still in sight. */
  readonly hasOlder: boolean;
  /** The option that the failure is about, where it names one. */
  readonly option: string | undefined;
  /** How the names of files end that this option takes; absent where it takes none. */
  readonly fileEndings: readonly string[] | undefined;
  /** The file that it is about, where that is one of the study. */
  readonly file: string | undefined;
  /** Options as they stand in study.yaml. */
  readonly typed: Readonly<Record<string, unknown>>;
  readonly onOption: (name: string) => void;
  readonly onSet: (option: string, value: unknown) => void;
}

/** Why an analysis gave nothing: what happened, where, and what to do about it. The controls stay as they are. */
export function FailurePanel(props: FailurePanelProps) {
  const { id, failure, hasOlder, option, fileEndings, file, typed, onOption, onSet } = props;
  const place = printPlace(failure.where);
  const [sentence, ...lines] = failure.message.split('\n');
  const list = option === undefined ? [] : listOf(typed[option]);
  const entry = quotedEntry(failure.message, list);
  return (
    <section className={classes.panel} aria-label="Why the analysis failed">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <SeverityIcon severity="error" size={18} />
        <div className={classes.words} role="alert">
          <Text fw={600} size="sm">
            {capital(sentence ?? '')}
          </Text>
          {/* Where in a text it is wrong: the text, and below it a mark. */}
          {lines.length > 0 && <pre className={classes.lines}>{lines.join('\n')}</pre>}
          {failure.hint !== '' && <Text size="sm">{capital(failure.hint)}</Text>}
          <Text size="xs" c="dimmed">
            {place !== '' && (
              <>
                In {place}
                {' · '}
              </>
            )}
            <Code className={classes.code}>{failure.code}</Code>
          </Text>
          {hasOlder && (
            <Text size="xs" c="dimmed">
              What is shown below is of the last run that worked.
            </Text>
          )}
        </div>
      </Group>
      <Group gap={6}>
        {fileEndings !== undefined && list.length === 0 && <AddFiles endings={fileEndings} />}
        {option !== undefined && (
          <Button size="compact-sm" onClick={() => onOption(option)}>
            Go to {option}
          </Button>
        )}
        {option !== undefined && entry !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onSet(option, list.length === 1 ? undefined : list.filter((one) => one !== entry))}
          >
            Take away {option} {entry}
          </Button>
        )}
        {file !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => go({ view: 'recording', path: file })}>
            Open {file.replace(/^.*\//, '')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => rerun([id])}>
          Run again
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={() => go({ view: 'source' })}>
          Show study.yaml
        </Anchor>
      </Group>
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

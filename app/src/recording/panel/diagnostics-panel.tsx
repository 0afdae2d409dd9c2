import { Code, Text } from '@mantine/core';
import type { Diagnostic } from '../../../../src/formats/recording.js';
import { SeverityIcon } from '../../kit/severity-icon.js';
import { consequenceOf, SEVERITY_MEANINGS } from './diagnostic-meanings.js';
import classes from './panel.module.css';

const ORDER = ['error', 'warning', 'info'] as const;
const TITLES = { error: 'Errors', warning: 'Warnings', info: 'Remarks' } as const;

/** What the reader had to tell about the file, the gravest first. */
export function DiagnosticsPanel({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  if (diagnostics.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The reader had nothing to remark about this file.
      </Text>
    );
  }
  return ORDER.map((severity) => {
    const some = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
    if (some.length === 0) return null;
    return (
      <section key={severity} className={classes.group} aria-label={TITLES[severity]}>
        <h2 className={classes.heading}>
          <SeverityIcon severity={severity} label="" /> {TITLES[severity]}
        </h2>
        <Text size="xs" c="dimmed">
          {SEVERITY_MEANINGS[severity]}
        </Text>
        <ul className={classes.list}>
          {some.map((diagnostic, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={at}>
              <DiagnosticItem diagnostic={diagnostic} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function DiagnosticItem({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { code, message, line, byte } = diagnostic;
  const place = [line === undefined ? '' : `line ${line}`, byte === undefined ? '' : `byte ${byte}`].filter(Boolean);
  const consequence = consequenceOf(diagnostic);
  return (
    <>
      <Text size="sm" className={classes.message}>
        {message.charAt(0).toUpperCase() + message.slice(1)}.
      </Text>
      {consequence !== undefined && (
        <Text size="xs" c="dimmed">
          {consequence}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <Code fz="xs">{code}</Code> {place.join(', ')}
      </Text>
    </>
  );
}

import { Group, Kbd, Text, Title, useComputedColorScheme } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Mistake } from '../../../src/study/yaml-source.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { edit, redo, undo } from '../state/actions.js';
import { presentText } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import styles from './source-view.module.css';
import { YamlEditor } from './yaml-editor.js';

/** study.yaml as text: what is typed here and what is changed elsewhere is the same document. */
export function SourceView() {
  const text = useWorkbench(({ history }) => presentText(history));
  const mistakes = useWorkbench((state) => state.mistakes);
  const dark = useComputedColorScheme('light') === 'dark';
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor>(null);

  useEffect(() => {
    const made = new YamlEditor(host.current!, {
      onType: (typed) => edit('edit study.yaml', () => typed, 'typing'),
      onUndo: undo,
      onRedo: redo,
    });
    editor.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => editor.current?.show(text), [text]);
  useEffect(() => editor.current?.mark(mistakes), [mistakes]);
  useEffect(() => editor.current?.setDark(dark), [dark]);

  return (
    <div className={styles.view}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>study.yaml</Title>
        <Text size="sm" c="dimmed">
          The study runs again as soon as what you type has no mistakes. <Kbd size="xs">Esc</Kbd>{' '}
          <Kbd size="xs">Tab</Kbd> leaves the text.
        </Text>
      </Group>
      <div ref={host} className={styles.editor} />
      {/* Below the text and there from the beginning: what is being typed does not move when it is wrong. */}
      <div className={styles.verdict} data-wrong={mistakes.length > 0 || undefined} aria-live="polite">
        {mistakes.length === 0 ? (
          <>
            <IconCircleCheck size={16} color="var(--ip-done)" aria-hidden /> No mistakes
          </>
        ) : (
          <>
            <SeverityIcon
              severity="error"
              label={mistakes.length === 1 ? 'A mistake' : `${mistakes.length} mistakes`}
            />
            <ul className={styles.mistakes}>
              {mistakes.map((mistake) => (
                <li key={`${mistake.line}:${mistake.column}:${mistake.message}`}>
                  <MistakeText mistake={mistake} onGo={() => editor.current?.goTo(mistake)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function MistakeText({ mistake, onGo }: { readonly mistake: Mistake; readonly onGo: () => void }) {
  if (mistake.line === undefined) return <>{mistake.message}</>;
  return (
    <>
      <button type="button" className={styles.line} onClick={onGo}>
        line {mistake.line}
      </button>{' '}
      {mistake.message}
    </>
  );
}

import { Button, Code, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { findTechnique, techniques } from '../../../src/techniques/registry.js';
import { closeDialog, type Dialog } from '../shell/dialogs.js';
import { nameTrouble } from '../shell/names.js';
import { create } from '../shell/study-actions.js';
import { usedFiles } from '../shell/tree-rows.js';
import { useWorkbench } from '../state/store.js';
import { hasUnnamedNumber, proposeFileOptions, proposeName, proposeRecordings } from './analysis-proposal.js';
import { FilePicker } from './file-picker.js';
import { useRecognised } from './use-recognised.js';

/** Files that belong to a study without being measured. */
const NOT_MEASURED = /^(study|truth)\.ya?ml$|(^|\/)readme(\.\w+)?$/i;

/** Asks for technique, sample and files, proposes the rest, and adds the analysis to study.yaml. */
export function NewAnalysisDialog({ dialog }: { readonly dialog: Extract<Dialog, { readonly kind: 'new-analysis' }> }) {
  const study = useWorkbench((state) => state.study);
  const files = useWorkbench((state) => state.files);
  const paths = useMemo(() => files.map(({ path }) => path).filter((path) => !NOT_MEASURED.test(path)), [files]);
  const { found, looking } = useRecognised(paths);
  const used = useMemo(() => usedFiles(study, paths), [study, paths]);
  const [chosen, setChosen] = useState<readonly string[]>(dialog.files ?? []);
  const [picked, setPicked] = useState<string | undefined>(dialog.technique);
  const [sample, setSample] = useState<string | null>(dialog.sample ?? onlyName(study?.samples));
  const [typedName, setTypedName] = useState<string>();

  const technique = picked ?? found.get(chosen[0] ?? '') ?? techniques[0]!.name;
  const taken = (study?.analyses ?? []).map(({ id }) => id);
  const name = typedName ?? proposeName(chosen, technique, taken);
  const trouble = nameTrouble(name, taken);
  const recordings = proposeRecordings(chosen, paths);
  const named = useMemo(
    () =>
      proposeFileOptions(
        technique,
        paths.filter((path) => !chosen.includes(path)),
        found,
      ),
    [technique, paths, chosen, found],
  );
  const ready = trouble === undefined && chosen.length > 0;
  const submit = () => {
    if (!ready) return;
    closeDialog();
    create(name, { technique, sample: sample ?? undefined, recordings, ...named });
  };
  return (
    <Modal opened onClose={closeDialog} title="New analysis" size={640}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <Select
              label="Technique"
              data-autofocus
              allowDeselect={false}
              data={techniques.map((one) => ({ value: one.name, label: `${one.name} (${one.shortName})` }))}
              value={technique}
              onChange={(value) => setPicked(value ?? undefined)}
            />
            <Select
              label="Sample"
              clearable
              placeholder="none"
              data={Object.keys(study?.samples ?? {})}
              value={sample}
              onChange={setSample}
            />
          </Group>
          <Text size="xs" c="dimmed">
            {findTechnique(technique)?.summary}
          </Text>
          <FilePicker
            paths={paths}
            technique={technique}
            found={found}
            looking={looking}
            used={used}
            chosen={chosen}
            onChosen={setChosen}
          />
          <TextInput
            label="Name"
            value={name}
            error={trouble}
            onChange={(event) => setTypedName(event.currentTarget.value.trim())}
          />
          {chosen.length > 0 && <Preview recordings={recordings} named={named} />}
        </Stack>
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="subtle" color="gray" onClick={closeDialog}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            Add analysis
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function Preview({
  recordings,
  named,
}: {
  readonly recordings: ReturnType<typeof proposeRecordings>;
  readonly named: ReturnType<typeof proposeFileOptions>;
}) {
  const lines =
    typeof recordings === 'string' ? [recordings] : recordings.map((one) => (typeof one === 'string' ? one : one.file));
  const shown = lines.slice(0, 4);
  return (
    <div>
      <Text size="xs" c="dimmed">
        As it will stand in study.yaml:
      </Text>
      <Code block>
        {[
          ...(lines.length === 1
            ? [`recordings: ${lines[0]}`]
            : [
                'recordings:',
                ...shown.map((line) => `  - ${line}`),
                ...(lines.length > 4 ? [`  and ${lines.length - 4} more`] : []),
              ]),
          ...Object.entries(named).flatMap(([option, value]) =>
            typeof value === 'string' ? [`${option}: ${value}`] : [`${option}:`, ...value.map((text) => `  - ${text}`)],
          ),
        ].join('\n')}
      </Code>
      {hasUnnamedNumber(recordings) && (
        <Text size="xs" c="dimmed" mt={4}>
          {
            'Nothing says what the number in the names is; replace {step} in study.yaml by {temperature:degC}, {time:h}, ...'
          }
        </Text>
      )}
    </div>
  );
}

/** With one sample there is no choice to make. */
function onlyName(samples: Readonly<Record<string, unknown>> | undefined): string | null {
  const names = Object.keys(samples ?? {});
  return names.length === 1 ? names[0]! : null;
}

import { Text } from '@mantine/core';
import { EmptyNote } from '../../kit/empty-note.js';
import { SampleForm } from '../../study/sample-form.js';

/** The sample of an analysis with its form: what depends on its geometry follows at once. */
export function SampleTab({
  sample,
  sharedWith,
}: {
  readonly sample: string | undefined;
  readonly sharedWith: readonly string[];
}) {
  if (sample === undefined) {
    return (
      <EmptyNote title="No sample">
        This analysis names no sample, so there is no geometry. Give it one with the key "sample" in study.yaml.
      </EmptyNote>
    );
  }
  return (
    <>
      {sharedWith.length > 0 && (
        <Text size="xs" c="dimmed" mb="xs">
          Also the sample of {sharedWith.join(', ')}: these follow too.
        </Text>
      )}
      <SampleForm name={sample} />
    </>
  );
}

import { Button, Group, Progress, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { download } from '../kit/download.js';
import { csvName } from './csv-name.js';
import type { RecordingClient } from './recording-client.js';
import type { TableSummary } from './recording-protocol.js';
import classes from './recording-view.module.css';

/** Writes a table as CSV with all digits; it is made in the worker piece by piece, so any length will do. */
export function CsvExport({
  client,
  table,
  tableIndex,
  file,
}: {
  readonly client: RecordingClient;
  readonly table: TableSummary;
  readonly tableIndex: number;
  /** Name of the recording's file. */
  readonly file: string;
}) {
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current = -1;
    },
    [],
  );

  const start = async (): Promise<void> => {
    const own = ++run.current;
    setFailure(null);
    setShare(0);
    try {
      const csv = await client.csv(tableIndex, (done) => own === run.current && setShare(done));
      if (own === run.current) download(csvName(file, table.name), csv);
    } catch (error) {
      if (own === run.current) setFailure(error instanceof Error ? error.message : String(error));
    }
    if (own === run.current) setShare(null);
  };
  const stop = (): void => {
    run.current++;
    client.stopCsv();
    setShare(null);
  };

  if (share !== null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Progress className={classes.csv} aria-label="Writing the CSV" value={100 * share} transitionDuration={100} />
        <Button variant="default" onClick={stop}>
          Cancel
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {failure !== null && (
        <Text size="xs" c="red" role="alert">
          {failure}
        </Text>
      )}
      <Button variant="default" leftSection={<IconDownload size={15} />} onClick={() => void start()}>
        CSV
      </Button>
    </Group>
  );
}

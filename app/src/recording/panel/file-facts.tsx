import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { sha256Of } from '../../engine/file-questions.js';
import { CopyText } from '../../kit/copy-text.js';
import type { Folder } from '../../platform/folder.js';
import { printBytes } from '../print-bytes.js';
import type { RecordingSummary } from '../recording-protocol.js';
import classes from './panel.module.css';

/** What the file is and where it comes from. */
export function FileFacts({
  folder,
  path,
  stamp,
  summary,
}: {
  readonly folder: Folder;
  readonly path: string;
  readonly stamp: string;
  readonly summary: RecordingSummary;
}) {
  const hash = useHash(folder, path, stamp);
  return (
    <dl className={classes.facts}>
      <Fact name="File" value={path} />
      <Fact name="Format" value={`${summary.formatLabel} (${summary.format})`} />
      <Fact name="Instrument" value={summary.instrument ?? 'not said by the file'} />
      <Fact name="Started" value={summary.startTime?.replace('T', ' ') ?? 'not said by the file'} />
      <Fact name="Size" value={`${printBytes(summary.size)} (${summary.size.toLocaleString('en')} bytes)`} />
      <div>
        <dt>SHA-256</dt>
        <dd className={classes.hash}>
          {hash === null ? (
            <Text span c="dimmed" size="sm">
              being computed
            </Text>
          ) : (
            <code>{hash}</code>
          )}
          {hash !== null && <CopyText text={hash} what="the SHA-256" />}
        </dd>
      </div>
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Null until it is known; a file that cannot be read any more never is. */
function useHash(folder: Folder, path: string, stamp: string): string | null {
  const [hash, setHash] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stamp, another content
  useEffect(() => {
    let isPresent = true;
    setHash(null);
    sha256Of(folder.source(), path).then(
      (known) => isPresent && setHash(known),
      () => undefined,
    );
    return () => {
      isPresent = false;
    };
  }, [folder, path, stamp]);
  return hash;
}

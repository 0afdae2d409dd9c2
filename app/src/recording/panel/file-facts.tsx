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
          {typeof hash === 'string' ? (
            <>
              <code>{hash}</code>
              <CopyText text={hash} what="the SHA-256" />
            </>
          ) : (
            <Text span c="dimmed" size="sm">
              {hash === null ? 'the file cannot be read any more' : 'being computed'}
            </Text>
          )}
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

/** Undefined until it is known; null for a file that cannot be read any more. */
function useHash(folder: Folder, path: string, stamp: string): string | null | undefined {
  const [hash, setHash] = useState<string | null>();
  useEffect(() => {
    let isPresent = true;
    setHash(undefined);
    hashOf(folder, path, stamp).then(
      (known) => isPresent && setHash(known),
      () => isPresent && setHash(null),
    );
    return () => {
      isPresent = false;
    };
  }, [folder, path, stamp]);
  return hash;
}

const hashes = new WeakMap<Folder, Map<string, Promise<string>>>();

/** Computed when it is first looked at, and then known. */
function hashOf(folder: Folder, path: string, stamp: string): Promise<string> {
  const known = hashes.get(folder) ?? new Map<string, Promise<string>>();
  hashes.set(folder, known);
  const key = `${path}\n${stamp}`;
  const hash = known.get(key) ?? sha256Of(folder.source(), path);
  known.set(key, hash);
  return hash;
}

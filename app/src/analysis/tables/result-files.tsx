import { Anchor, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Result } from '../../../../src/execution/task.js';
import { download } from '../../kit/download.js';
import { resultFiles } from '../export/export-files.js';
import classes from './result-sections.module.css';

/** Files that the result is also given as, each to be downloaded. */
export function ResultFiles({ result }: { readonly result: Result }) {
  const files = useMemo(() => resultFiles(result), [result]);
  return (
    <ul className={classes.files}>
      {files.map(({ path, bytes, description, mediaType }) => (
        <li key={path}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-label={`Download ${path}`}
            onClick={() => download(path, new Blob([bytes as BlobPart], { type: mediaType }))}
          >
            {path}
          </Anchor>
          <Text component="span" size="sm" c="dimmed">
            {' '}
            {description}
          </Text>
        </li>
      ))}
    </ul>
  );
}

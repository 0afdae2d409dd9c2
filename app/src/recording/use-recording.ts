import { useEffect, useState } from 'react';
import type { Folder } from '../platform/folder.js';
import { RecordingClient } from './recording-client.js';
import type { ReadingProgress, RecordingSummary } from './recording-protocol.js';

export type RecordingState =
  | { readonly phase: 'reading'; readonly progress: ReadingProgress | null }
  | { readonly phase: 'open'; readonly client: RecordingClient; readonly summary: RecordingSummary }
  | { readonly phase: 'failed'; readonly error: Error }
  | { readonly phase: 'cancelled' };

const starting: RecordingState = { phase: 'reading', progress: null };

/**
 * Reads a recording in a worker of its own and keeps it there until the view is left or the file changes.
 *
 * @param stamp another one reads the file again
 */
export function useRecording(
  folder: Folder,
  path: string,
  stamp: string,
): { readonly state: RecordingState; readonly cancel: () => void; readonly again: () => void } {
  const [state, setState] = useState<RecordingState>(starting);
  const [attempt, setAttempt] = useState(0);
  const [client, setClient] = useState<RecordingClient | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stamp or attempt is a reason to read again
  useEffect(() => {
    setState(starting);
    const opened = new RecordingClient(folder.source(), path, {
      onProgress: (progress) => setState({ phase: 'reading', progress }),
      onOpen: (summary) => setState({ phase: 'open', client: opened, summary }),
      onTrouble: (error) => {
        opened.close();
        setState({ phase: 'failed', error });
      },
    });
    setClient(opened);
    return () => opened.close();
  }, [folder, path, stamp, attempt]);
  return {
    state,
    cancel: () => {
      client?.close();
      setState({ phase: 'cancelled' });
    },
    again: () => setAttempt((before) => before + 1),
  };
}

import { useEffect, useMemo, useRef, useState } from 'react';
import { LatestOnly } from '../latest-only.js';
import type { RecordingClient } from '../recording-client.js';
import type { Questions, RowSlice } from '../recording-protocol.js';

/** Rows beyond what is seen that are fetched with it. */
const AHEAD = 40;

/** The rows of a table around those that are seen; null until they are there, those of before until the next are. */
export function useRowSlices(
  client: RecordingClient,
  table: number,
  rows: number,
  first: number,
  count: number,
  onTrouble: (error: unknown) => void,
): RowSlice | null {
  const [slice, setSlice] = useState<RowSlice | null>(null);
  const trouble = useRef(onTrouble);
  trouble.current = onTrouble;
  const latest = useMemo(
    () =>
      new LatestOnly<Questions['rows']['ask'], RowSlice>(
        (ask) => client.ask('rows', ask),
        setSlice,
        (error) => trouble.current(error),
      ),
    [client],
  );
  useEffect(() => () => latest.drop(), [latest]);
  const to = Math.min(rows, first + count);
  const length = slice?.columns[0]?.length ?? 0;
  const isThere = slice !== null && slice.table === table && slice.from <= first && to <= slice.from + length;
  useEffect(() => {
    if (isThere || rows === 0) return;
    latest.ask({ table, from: Math.max(0, first - AHEAD), to: Math.min(rows, to + AHEAD) });
  }, [latest, isThere, table, rows, first, to]);
  return slice?.table === table ? slice : null;
}

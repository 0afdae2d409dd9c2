import { printExclusions, readExclusions } from '../../../../src/techniques/excluded-rows.js';

/**
 * One text of the option `exclude` for people: `nzsp-25C:1-3,17` is recording `nzsp-25C` and "rows 1-3, 17"; without rows
 * all of the recording is meant. A text that cannot be read stands as it is.
 */
export function leftOutRows(text: string): { readonly recording: string; readonly rows?: string } {
  try {
    const [first] = readExclusions([text]);
    if (first === undefined) return { recording: text };
    const [recording, rows] = first;
    if (rows === 'all') return { recording };
    const [printed = ''] = printExclusions(new Map([[recording, rows]]));
    const list = printed
      .slice(recording.length + 1)
      .replaceAll('-', '–')
      .replaceAll(',', ', ');
    return { recording, rows: `${rows.size === 1 ? 'row' : 'rows'} ${list}` };
  } catch {
    return { recording: text };
  }
}

/** How one row of the data module is packed: the places of its columns, with unknown columns deduced where possible. */
import { fail } from '../../errors.js';
import type { Diagnostic } from '../recording.js';
import { MPR_COLUMNS, MPR_FLAGS, STORAGE_BYTES, type StorageType } from './mpr-columns.js';

export interface RecordField {
  readonly name: string;
  readonly unit: string;
  /** Byte of the record where the value begins. */
  readonly offset: number;
  readonly storage: StorageType;
  /** Bits of the shared byte for the flag columns, else absent. */
  readonly flag?: { readonly mask: number; readonly shift: number };
}

export interface RecordLayout {
  readonly bytes: number;
  readonly fields: readonly RecordField[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Places the columns `ids` in the record. The record is the sum of the widths without alignment, and the payload is
 * exactly rows times record, so the width of a column that nobody knows can be deduced.
 *
 * @param payloadBytes declared bytes of all records together
 * @param rename name and unit of columns that the file itself names (external device)
 * @throws `malformed-file` when no row can be read because widths are unknown
 */
export function mprRecordLayout(
  ids: readonly number[],
  rows: number,
  payloadBytes: number,
  rename: ReadonlyMap<number, { readonly name: string; readonly unit: string }> = new Map(),
): RecordLayout {
  const diagnostics: Diagnostic[] = [];
  const slots = slotsOf(ids);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length > 0) {
    const message = `the header names column${twice.length === 1 ? '' : 's'} ${twice.join(', ')} twice: the list of columns is damaged, and names may stand over other numbers`;
    diagnostics.push({ code: 'duplicate-column', severity: 'error', message });
  }
  const unknown = slots.filter((slot) => slot.storage === undefined);
  const known = slots.reduce((sum, slot) => sum + (slot.storage === undefined ? 0 : STORAGE_BYTES[slot.storage]), 0);
  const recordBytes = rows > 0 && payloadBytes % rows === 0 ? payloadBytes / rows : undefined;
  let bytes = known;
  if (unknown.length > 0) {
    const storage = unknownStorage(
      unknown.map((slot) => slot.id),
      known,
      recordBytes,
      rows,
      diagnostics,
    );
    for (const slot of unknown) slot.storage = storage;
    bytes = recordBytes ?? known + 4 * unknown.length;
  } else if (rows > 0 && recordBytes !== known) {
    diagnostics.push({
      code: 'length-mismatch',
      severity: 'warning',
      message: `the data module declares ${payloadBytes} bytes for ${rows} rows of ${known} bytes; the widths of the columns are trusted`,
    });
  }
  return { bytes, fields: placed(slots, bytes, rename), diagnostics };
}

/** A place in the record: one column, or the byte that the flags share. */
interface Slot {
  readonly id: number;
  storage: StorageType | undefined;
  readonly flags: number[];
}

function slotsOf(ids: readonly number[]): Slot[] {
  const slots: Slot[] = [];
  let shared: Slot | undefined;
  for (const id of ids) {
    if (!MPR_FLAGS.has(id)) {
      slots.push({ id, storage: MPR_COLUMNS.get(id)?.storage, flags: [] });
      continue;
    }
    if (shared === undefined) {
      shared = { id, storage: 'u1', flags: [] };
      slots.push(shared);
    }
    if (!shared.flags.includes(id)) shared.flags.push(id);
  }
  return slots;
}

/** Places are counted from the front up to the first slot of unknown width, and from the back down to the last one. */
function placed(
  slots: readonly Slot[],
  bytes: number,
  rename: ReadonlyMap<number, { readonly name: string; readonly unit: string }>,
): RecordField[] {
  const offsets = new Array<number | undefined>(slots.length);
  let front = 0;
  for (const [index, slot] of slots.entries()) {
    if (slot.storage === undefined) break;
    offsets[index] = front;
    front += STORAGE_BYTES[slot.storage];
  }
  let back = bytes;
  for (let index = slots.length - 1; index >= 0; index--) {
    const { storage } = slots[index]!;
    if (storage === undefined) break;
    back -= STORAGE_BYTES[storage];
    offsets[index] ??= back;
  }
  return slots.flatMap((slot, index): RecordField[] => {
    const offset = offsets[index];
    if (slot.storage === undefined || offset === undefined) return [];
    if (slot.flags.length > 0) {
      return slot.flags.map((id) => {
        const { name, mask, shift } = MPR_FLAGS.get(id)!;
        return { name, unit: '', offset, storage: 'u1', flag: { mask, shift } };
      });
    }
    const given = rename.get(slot.id) ?? MPR_COLUMNS.get(slot.id);
    return [{ name: given?.name ?? `column ${slot.id}`, unit: given?.unit ?? '', offset, storage: slot.storage }];
  });
}

function unknownStorage(
  unknown: readonly number[],
  known: number,
  recordBytes: number | undefined,
  rows: number,
  diagnostics: Diagnostic[],
): StorageType | undefined {
  const list = unknown.join(', ');
  const say = (severity: Diagnostic['severity'], message: string): void => {
    diagnostics.push({ code: 'unknown-column', severity, message });
  };
  if (rows === 0) return 'f4';
  if (recordBytes === undefined || recordBytes <= known) {
    throw fail(
      'malformed-file',
      `columns ${list} are unknown and the length of a row cannot be deduced`,
      'export the file as text (.mpt) in EC-Lab and read that; please report the column numbers',
    );
  }
  const each = (recordBytes - known) / unknown.length;
  const storage = each === 4 ? 'f4' : unknown.length === 1 ? storageOfWidth(each) : undefined;
  if (storage === undefined) {
    say(
      'error',
      `columns ${list} are unknown and their widths cannot be told apart; they and what lies between them are left out`,
    );
  } else {
    say(
      'warning',
      `columns ${list} are unknown; their width of ${each} bytes is deduced, their values are kept under these numbers`,
    );
  }
  return storage;
}

function storageOfWidth(width: number): StorageType | undefined {
  switch (width) {
    case 1:
      return 'u1';
    case 2:
      return 'u2';
    case 4:
      return 'f4';
    case 8:
      return 'f8';
    default:
      return undefined;
  }
}

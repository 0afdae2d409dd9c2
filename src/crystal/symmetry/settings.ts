import { classify } from './classify.js';
import { operationsFromHall } from './hall-symbol.js';
import { settingsTable } from './settings-table.js';
import type { SpaceGroup } from './space-group.js';

/** One of the 530 settings that have symbols in International Tables. */
export interface Setting {
  /** Number of the space group, 1 to 230. */
  readonly number: number;
  /** Unique axis and cell choice, origin choice, H or R, order of the axes; empty for the first setting of most groups. */
  readonly code: string;
  readonly hall: string;
  /** Short Hermann-Mauguin symbol with blanks; for monoclinic groups that of the group, not of the setting. */
  readonly short: string;
  /** Full Hermann-Mauguin symbol with blanks. */
  readonly full: string;
}

export const settings: readonly Setting[] = settingsTable
  .trim()
  .split('\n')
  .map((line) => {
    const [number, code, hall, short, full] = line.split(';') as [string, string, string, string, string];
    return { number: Number(number), code, hall, short, full };
  });

/** 1 or 2 where the setting has a choice of origin, H or R where it has one of axes, else undefined. */
export function choiceOf(setting: Setting): '1' | '2' | 'H' | 'R' | undefined {
  const [, choice] = /^([12HR])/.exec(setting.code) ?? [];
  return choice as '1' | '2' | 'H' | 'R' | undefined;
}

/** The symbol as it is printed: full for monoclinic groups, where the short one does not tell the axes, else short. */
export function symbolOf(setting: Setting): string {
  const choice = choiceOf(setting);
  const symbol = setting.number >= 3 && setting.number <= 15 ? setting.full : setting.short;
  return choice === undefined ? symbol : `${symbol} :${choice}`;
}

const made = new Map<Setting, SpaceGroup>();

/** The space group of a setting with all its operations. */
export function spaceGroupOf(setting: Setting): SpaceGroup {
  const known = made.get(setting);
  if (known !== undefined) return known;
  const operations = operationsFromHall(setting.hall);
  const group: SpaceGroup = {
    symbol: symbolOf(setting),
    number: setting.number,
    hall: setting.hall,
    operations,
    ...classify(operations),
  };
  made.set(setting, group);
  return group;
}

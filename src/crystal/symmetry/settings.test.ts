import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hall_symbol_entry, initSync, operations_from_number } from '@spglib/moyo-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { operationsFromHall } from './hall-symbol.js';
import { closure, operationKey } from './operations.js';
import { printOperation } from './print-operation.js';
import { settings } from './settings.js';
import { knownSymbols, settingsCalled, symbolKey } from './symbol-index.js';

/** An independent table: the operations of all settings as another program has them. */
beforeAll(() => {
  const main = createRequire(import.meta.url).resolve('@spglib/moyo-wasm');
  initSync({ module: readFileSync(main.replace(/moyo_wasm\.js$/, 'moyo_wasm_bg.wasm')) });
});

describe('the 530 settings', () => {
  it('are the settings of the other table, in its order', () => {
    expect(settings).toHaveLength(530);
    for (const [i, setting] of settings.entries()) {
      const entry = hall_symbol_entry(i + 1);
      expect([setting.number, setting.code, setting.hall]).toEqual([entry.number, entry.setting, entry.hall_symbol]);
      expect(setting.full).toBe(entry.hm_full.replaceAll('_', ''));
      // The other table has the symbol from before the letter e here, beside the new one in the full symbol.
      if (i + 1 !== 331) expect(setting.short).toBe(entry.hm_short.replaceAll('_', ''));
    }
  });

  it('have symbols that mean one space group each', () => {
    for (const name of knownSymbols()) {
      const called = settingsCalled(symbolKey(name));
      expect([name, new Set(called.map(({ number }) => number)).size]).toEqual([name, 1]);
    }
  });

  it('have the operations that another program gives them', () => {
    for (const [i, setting] of settings.entries()) {
      const theirs = operations_from_number(setting.number, { type: 'HallNumber', value: i + 1 }, false).map(
        ({ rotation, translation }) => {
          const rows = [0, 1, 2].flatMap((row) => [rotation[row]!, rotation[3 + row]!, rotation[6 + row]!]);
          return operationKey({ rotation: rows, translation });
        },
      );
      const ours = operationsFromHall(setting.hall);
      expect(ours.map(operationKey).sort(), setting.hall).toEqual(theirs.sort());
      expect(printOperation(ours[0]!)).toBe('x,y,z');
      expect(closure(ours), setting.hall).toHaveLength(ours.length);
    }
  });
});

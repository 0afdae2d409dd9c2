import { describe, expect, it } from 'vitest';
import { SettingsBuilder, settingFromText, splitSetting } from './settings.js';

describe('settings', () => {
  it.each([
    ['12', 12],
    [' -1.5e-3 ', -1.5e-3],
    ['.5', 0.5],
    // Serial numbers, codes and long digits must not lose a digit.
    ['0451', '0451'],
    ['12345678901234567', '12345678901234567'],
    ['1,5', '1,5'],
    ['4.60.1', '4.60.1'],
    ['50 mV', '50 mV'],
    ['', ''],
  ])('%s is %s', (text, value) => expect(settingFromText(text)).toBe(value));

  it('reads the decimal comma where the file has it', () => {
    expect(settingFromText('1,50000E+004', true)).toBe(15000);
    expect(settingFromText('1,5;2', true)).toBe('1,5;2');
  });

  it('keeps a name that comes again, whatever the name', () => {
    const settings = new SettingsBuilder();
    settings.addText('a', '1');
    settings.addText(' a ', '2');
    settings.add('__proto__', 'x');
    settings.add('', true);
    expect(Object.entries(settings.build())).toEqual([
      ['a', 1],
      ['a (2)', 2],
      ['__proto__', 'x'],
      ['unnamed', true],
    ]);
  });

  it('splits name and value, and leaves times and paths whole', () => {
    expect(splitSetting('Init E (V) = 0')).toEqual({ name: 'Init E (V)', value: '0' });
    expect(splitSetting('File: c:\\x')).toEqual({ name: 'File', value: 'c:\\x' });
    expect(splitSetting('Safety Limits :')).toEqual({ name: 'Safety Limits', value: '' });
    expect(splitSetting('12:30:15')).toBeUndefined();
    expect(splitSetting('no pair here')).toBeUndefined();
  });
});

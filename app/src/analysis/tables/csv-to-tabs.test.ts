import { describe, expect, it } from 'vitest';
import { csvToTabs } from './csv-to-tabs.js';

describe('csvToTabs', () => {
  it('parts cells by tabs and lines by lines', () => {
    expect(csvToTabs('recording,R1/Ohm\nnzsp-25C,118.2\n')).toBe('recording\tR1/Ohm\nnzsp-25C\t118.2\n');
  });

  it('unquotes cells with commas, quotation marks and line breaks', () => {
    expect(csvToTabs('"a, b",1\n"say ""no""",\n"two\nlines",""\n')).toBe('a, b\t1\nsay "no"\t\ntwo lines\t\n');
  });
});

import { describe, expect, it } from 'vitest';
import { isoFromDotNetTicks, isoFromOleDays, isoFromText } from './calendar.js';

describe('isoFromText', () => {
  it.each([
    ['05/15/2025 01:18:45.867', '2025-05-15T01:18:45.867'],
    ['15.05.2025 1:18', '2025-05-15T01:18:00'],
    ['12-17-2019    Time: 16:24:35', '2019-12-17T16:24:35'],
    ['2023-08-22 12:50:25', '2023-08-22T12:50:25'],
    ['Feb. 20, 2020   15:55:08', '2020-02-20T15:55:08'],
    ['Thursday, July 19, 2018 9:40:30 PM', '2018-07-19T21:40:30'],
    ['Thursday, July 19, 2018 12:00:01 AM', '2018-07-19T00:00:01'],
    ['06/06/2021', '2021-06-06T00:00:00'],
  ])('%s', (text, iso) => expect(isoFromText(text)).toBe(iso));

  it('never guesses which number is the month', () => {
    expect(isoFromText('10-2-2020 17:18:00')).toBeUndefined();
    expect(isoFromText('10/2/2020 17:18:00', 'month-first')).toBe('2020-10-02T17:18:00');
    expect(isoFromText('10.2.2020 17:18:00', 'day-first')).toBe('2020-02-10T17:18:00');
  });

  it.each(['DD/MM/YYYY HH:MM:SS', '02/30/2020', '13/13/2020', '2020-01-01 25:00', '', 'x'.repeat(1e6)])(
    'is no date: %.30s',
    (text) => expect(isoFromText(text)).toBeUndefined(),
  );
});

it('reads OLE days as local time and .NET ticks as UTC', () => {
  expect(isoFromOleDays(43092.47814814815)).toBe('2017-12-23T11:28:32.000');
  expect(isoFromDotNetTicks(621_355_968_000_000_000)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoFromOleDays(Number.NaN)).toBeUndefined();
});

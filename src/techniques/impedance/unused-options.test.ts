import { describe, expect, it } from 'vitest';
import { impedanceOptions } from './options.js';
import { unusedOptions } from './unused-options.js';

const plain = { conditions: {} };
const said = (options: object, fitted = true, entries: Parameters<typeof unusedOptions>[0] = [plain]) =>
  unusedOptions(entries, impedanceOptions.parse(options), fitted).map((finding) => finding.message);

describe('unusedOptions', () => {
  it.each<[object, RegExp]>([
    [{ lambda: 0.1 }, /lambda has no effect here: it rules the distribution/],
    [{ interface: 'R1' }, /interface has no effect here: a pellet has no interface/],
    [{ track: 'R1' }, /track has no effect here: no recording has a time/],
    [{ dropOutliers: true, kramersKronig: false }, /dropOutliers has no effect/],
    [{ share: ['R1'] }, /share has no effect here: a single spectrum/],
    [{ temperatureError: 1 }, /temperatureError has no effect here: no recording has a temperature/],
  ])('names %j', (options, message) => {
    expect(said(options)).toEqual([expect.stringMatching(message)]);
  });

  it('says that constraints need a circuit', () => {
    expect(said({ drt: true, fix: ['R1=5'] }, false)).toEqual([expect.stringMatching(/fix .*no circuit is fitted/)]);
  });

  it('is silent about options that do something', () => {
    const hot = { conditions: { temperature: { value: 60, sigma: null, unit: 'degC' } } };
    const old = { conditions: { time: { value: 5, sigma: null, unit: 'h' } } };
    expect(said({})).toEqual([]);
    expect(said({ drt: true, lambda: 0.1, interface: 'R1', cell: 'symmetric', fix: ['R1=5'] })).toEqual([]);
    expect(said({ track: 'R1', temperatureError: 1, share: ['R1'] }, true, [hot, old])).toEqual([]);
  });
});

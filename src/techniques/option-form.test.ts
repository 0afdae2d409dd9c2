import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fail } from '../errors.js';
import { type FormField, fieldText, formFields, readFieldText } from './option-form.js';
import { techniques } from './registry.js';
import { quantityField } from './sample-schema.js';
import type { Technique } from './technique.js';

const toy = {
  name: 'toy',
  options: z.object({
    circuit: z
      .string()
      .transform((text) => {
        if (text.includes('?')) throw fail('invalid-circuit', `"${text}" is no circuit`, 'write R0-C1');
        return text;
      })
      .optional()
      .describe('Equivalent circuit.'),
    minFrequency: z.number().positive().optional().describe('Lowest frequency used.').meta({ unit: 'Hz' }),
    films: z.union([z.literal(1), z.literal(2)]).default(1),
    starts: z.int().min(0).max(1000).default(20),
    weighting: z.enum(['unit', 'modulus']).default('modulus'),
    fix: z.array(z.string()).default([]),
    orders: z.array(z.int().min(5)).default([]),
    shown: z.array(z.enum(['a', 'b'])).default([]),
    thickness: quantityField('mm'),
    conductivity: quantityField('S/cm')
      .optional()
      .meta({ takenFrom: { technique: 'impedance', quantities: ['conductivity'] } }),
    drt: z.boolean().default(false),
    admittance: z.boolean().optional(),
    baseline: z.object({ low: z.number(), high: z.number() }).optional(),
    track: z.union([z.boolean(), z.string()]).default(false),
  }),
} as unknown as Technique;

const fields = formFields(toy);
const field = (name: string): FormField => fields.find((one) => one.name === name)!;

describe('formFields', () => {
  it('finds the kind of every option', () => {
    expect(Object.fromEntries(fields.map(({ name, kind }) => [name, kind]))).toEqual({
      circuit: 'text',
      minFrequency: 'number',
      films: 'choice',
      starts: 'integer',
      weighting: 'choice',
      fix: 'list',
      orders: 'list',
      shown: 'choices',
      thickness: 'quantity',
      conductivity: 'quantity',
      drt: 'switch',
      admittance: 'switch',
      baseline: 'yaml',
      track: 'yaml',
    });
  });

  it('tells label, unit, default, choices and limits', () => {
    expect(field('minFrequency')).toMatchObject({
      label: 'Min frequency',
      description: 'Lowest frequency used.',
      unit: 'Hz',
      exclusiveMinimum: 0,
      required: false,
    });
    expect(field('drt').label).toBe('DRT');
    expect(field('starts')).toMatchObject({ default: 20, minimum: 0, maximum: 1000 });
    expect(field('films')).toMatchObject({ default: 1, choices: [1, 2] });
    expect(field('shown').choices).toEqual(['a', 'b']);
    expect(field('thickness')).toMatchObject({ unit: 'mm', required: true });
    expect(field('conductivity')).toMatchObject({ required: false, takenFrom: { technique: 'impedance' } });
    expect(fields.filter(({ undecided }) => undecided).map(({ name }) => name)).toEqual(['admittance']);
  });
});

describe('readFieldText', () => {
  it.each<[string, string, unknown]>([
    ['circuit', ' R0-C1 ', 'R0-C1'],
    ['circuit', '  ', undefined],
    ['minFrequency', '1e-2', 0.01],
    ['films', '2', 2],
    ['weighting', 'unit', 'unit'],
    ['fix', 'R1=1\n\n  CPE1.n=1, or so\n', ['R1=1', 'CPE1.n=1, or so']],
    ['orders', '5, 7\n8', [5, 7, 8]],
    ['shown', 'b', ['b']],
    ['thickness', '1.18(2) mm', '1.18(2) mm'],
    ['drt', 'true', true],
    ['admittance', 'false', false],
    ['baseline', '{ low: 1, high: 2 }', { low: 1, high: 2 }],
    ['track', 'R2', 'R2'],
  ])('%s: %j', (name, text, value) => {
    expect(readFieldText(field(name), text)).toEqual({ value });
  });

  it.each<[string, string, string | RegExp]>([
    ['circuit', 'R?', '"R?" is no circuit; write R0-C1'],
    ['minFrequency', '1 Hz', 'expected a number, not "1 Hz"; write it like 0.5 or 1e-3, without a unit'],
    ['minFrequency', '-1', 'expected number to be >0'],
    ['minFrequency', 'Infinity', /^expected a number/],
    ['starts', '1.5', /^expected int/],
    ['starts', '1001', 'expected number to be <=1000'],
    ['weighting', 'units', 'expected one of unit, modulus, not "units"'],
    ['films', '3', 'expected one of 1, 2, not "3"'],
    ['orders', '5 six', /^expected a number, not "six"/],
    ['orders', '4', 'expected number to be >=5'],
    ['shown', 'a\nc', 'expected one of "a", "b"'],
    ['thickness', '', 'this is needed'],
    ['thickness', '1.2', /unit/],
    ['thickness', '1.2 s', /mm/],
    ['drt', 'yes', 'expected true or false, not "yes"'],
    ['baseline', '{ low', /cannot be read/],
    ['baseline', '{ low: 1 }', /expected number/],
  ])('%s: %j is a mistake', (name, text, mistake) => {
    const read = readFieldText(field(name), text);
    if (typeof mistake === 'string') expect(read).toEqual({ mistake });
    else expect(read).toEqual({ mistake: expect.stringMatching(mistake) });
  });
});

describe('fieldText', () => {
  it.each<[string, unknown]>([
    ['circuit', 'R0-C1'],
    ['minFrequency', 1e-7],
    ['films', 2],
    ['fix', ['R1=1', 'CPE1.n=1']],
    ['orders', [5, 6]],
    ['shown', ['a', 'b']],
    ['drt', true],
    ['baseline', { low: 1, high: 2 }],
    ['track', true],
    ['circuit', undefined],
  ])('shows %s: %j so that it is read back', (name, value) => {
    expect(readFieldText(field(name), fieldText(field(name), value))).toEqual({ value });
  });

  it('writes a list line by line and nothing for nothing', () => {
    expect(fieldText(field('fix'), ['a=1', 'b=2'])).toBe('a=1\nb=2');
    expect(fieldText(field('fix'), [])).toBe('');
    expect(fieldText(field('circuit'), null)).toBe('');
  });
});

describe.each(techniques.map((technique) => [technique.name, technique] as const))('%s', (_, technique) => {
  it('has a field for every option, and every default can be typed', () => {
    const all = formFields(technique);
    expect(all.map(({ name }) => name)).toEqual(Object.keys(technique.options.shape));
    expect(all.filter(({ kind, description }) => kind === 'yaml' || description === '')).toEqual([]);
    for (const one of all) {
      if (one.default === undefined) continue;
      const isEmpty = Array.isArray(one.default) && one.default.length === 0;
      expect(readFieldText(one, fieldText(one, one.default))).toEqual({ value: isEmpty ? undefined : one.default });
    }
  });
});

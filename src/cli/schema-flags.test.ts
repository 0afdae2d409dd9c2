import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { techniques } from '../techniques/registry.js';
import type { Technique } from '../techniques/technique.js';
import { commonFlags } from './sample-flags.js';
import { addSchemaFlags, flagsOf, typedOptions } from './schema-flags.js';

const toy = {
  name: 'toy',
  options: z.object({
    circuit: z.string().optional().describe('Equivalent circuit.'),
    minFrequency: z.number().positive().optional().describe('Lowest frequency used.').meta({ unit: 'Hz' }),
    films: z
      .union([z.literal(1), z.literal(2)])
      .default(1)
      .describe('Films.'),
    starts: z.int().min(0).default(20).describe('Number of starts.'),
    weighting: z.enum(['unit', 'modulus']).default('modulus').describe('Weights.'),
    fix: z.array(z.string()).default([]).describe('Parameter held at a value.'),
    orders: z.array(z.number()).default([]),
    parts: z
      .array(z.enum(['cell', 'scale', 'shift']))
      .default([])
      .describe('What is refined.'),
    range: z.tuple([z.number(), z.number()]).optional(),
    drt: z.boolean().default(false).describe('Distribution of relaxation times.'),
    test: z.boolean().default(true).describe('Test every spectrum.'),
    admittance: z.boolean().optional().describe('Fit the admittance.'),
    scale: z.record(z.string(), z.number()).default({}),
    track: z.union([z.boolean(), z.string()]).default(false),
    baseline: z.object({ low: z.number(), high: z.number() }).optional(),
  }),
} as unknown as Technique;

function parse(...args: string[]): Record<string, unknown> {
  const flags = flagsOf(toy);
  const command = new Command('toy').exitOverride().configureOutput({ writeErr: () => undefined });
  addSchemaFlags(command, flags);
  command.parse(args, { from: 'user' });
  return typedOptions(command, flags);
}

describe('flags from a schema', () => {
  it('gives only what was typed and leaves defaults to the schema', () => {
    expect(parse()).toEqual({});
  });

  it.each([
    [['--circuit', 'R0-p(R1,CPE1)'], { circuit: 'R0-p(R1,CPE1)' }],
    [['--min-frequency', '1e-2'], { minFrequency: 0.01 }],
    [['--films', '2'], { films: 2 }],
    [['--parts', 'cell, scale', '--parts', 'shift'], { parts: ['cell', 'scale', 'shift'] }],
    [['--starts=0'], { starts: 0 }],
    [['--weighting', 'unit'], { weighting: 'unit' }],
    [['--fix', 'R0=1', '--fix', 'CPE1.n=1'], { fix: ['R0=1', 'CPE1.n=1'] }],
    [['--orders', '-1', '--orders', '2'], { orders: [-1, 2] }],
    [['--range', '1,1e6'], { range: [1, 1e6] }],
    [['--drt'], { drt: true }],
    [['--no-test'], { test: false }],
    [['--admittance'], { admittance: true }],
    [['--no-admittance'], { admittance: false }],
    [['--scale', 'a=1', '--scale', 'b=2.5'], { scale: { a: 1, b: 2.5 } }],
    [['--track'], { track: true }],
    [['--track', 'R2'], { track: 'R2' }],
    [['--baseline', '{ low: 1, high: 2 }'], { baseline: { low: 1, high: 2 } }],
  ])('reads %j', (args, expected) => {
    expect(parse(...args)).toEqual(expected);
    expect(toy.options.safeParse(expected).success).toBe(true);
  });

  it.each([
    [['--min-frequency', '1 Hz'], '--min-frequency takes a number, not "1 Hz"'],
    [['--scale', 'a'], '--scale takes NAME=VALUE, not "a"'],
    [['--weighting', 'modulsu'], /Allowed choices are unit, modulus/],
    [['--parts', 'cell,scales'], /--parts does not know "scales"/],
    [['--baseline', '{'], '--baseline cannot read "{"'],
    [['--circut', 'R0'], /unknown option '--circut'\n\(Did you mean --circuit\?\)/],
    [['--drt=yes'], /drt/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it('tells meaning, unit, default and choices in the help', () => {
    const command = new Command('toy').configureHelp({ helpWidth: 200 });
    addSchemaFlags(command, flagsOf(toy));
    const help = command.helpInformation();
    expect(help).toMatch(/--min-frequency <number>\s+Lowest frequency used\. \(in Hz\)\n/);
    expect(help).toMatch(/--films <number>\s+Films\. \(one of 1, 2; default: 1\)\n/);
    expect(help).toMatch(/--starts <number>\s+Number of starts\. \(default: 20\)\n/);
    expect(help).toMatch(/--weighting <text>\s+Weights\. \(default: modulus\) \(choices: "unit", "modulus"\)\n/);
    expect(help).toMatch(/--fix <text>\s+Parameter held at a value\. \(may be given several times\)\n/);
    expect(help).toMatch(/--parts <text>\s+What is refined\. \(several: with commas, or repeated\) \(choices: /);
    expect(help).toMatch(/--no-test\s+do not: Test every spectrum\.\n/);
    expect(help).not.toMatch(/ --test /);
  });
});

describe.each(techniques.map((technique) => [technique.name, technique] as const))('%s', (_, technique) => {
  it('has options that can all be given as flags, and none that the command line keeps for itself', () => {
    const flags = flagsOf(technique);
    expect(flags.map((flag) => flag.option)).toEqual(Object.keys(technique.options.shape));
    expect(flags.filter((flag) => commonFlags.includes(flag.option))).toEqual([]);
    expect(flags.filter((flag) => /@\w/.test(flag.description)).map((flag) => flag.option)).toEqual([]);
    expect(flags.filter((flag) => flag.description === '').map((flag) => flag.option)).toEqual([]);
  });
});

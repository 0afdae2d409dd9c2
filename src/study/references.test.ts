import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fail } from '../errors.js';
import { sourceFindings } from '../execution/option-sources.js';
import { taskOfResult } from '../execution/run-task.js';
import type { AnalysisTask, Result } from '../execution/task.js';
import { quantityField } from '../techniques/sample-schema.js';
import type { Technique } from '../techniques/technique.js';
import { cacheKey } from './cache-key.js';
import { loadStudy, readStudy } from './load-study.js';
import { planStudy } from './plan.js';
import { orderByNeed, referenceIn, unquotedReference } from './references.js';
import { chosenAnalyses, runStudy, type StudyServices } from './run-study.js';
import { quantity, resultOf, testTechnique } from './test-support/test-technique.js';

/** Takes a conductivity from the impedance of its sample, or from whatever is typed; needs no other option. */
const taker: Technique = {
  ...testTechnique,
  name: 'polarization',
  shortName: 'dc',
  options: z.object({
    total: quantityField('S/cm')
      .optional()
      .meta({ takenFrom: { technique: 'impedance', quantities: ['conductivity25C', 'conductivity'] } })
      .describe('Total conductivity.'),
    needed: quantityField('Ohm').default({ value: 1, sigma: null, unit: 'Ohm' }),
  }),
};
/** An option it cannot do without. */
const strict: Technique = {
  ...testTechnique,
  name: 'strict',
  shortName: 'st',
  options: z.object({ resistance: quantityField('Ohm') }),
};
const techniques = [testTechnique, taker, strict];
const load = (analyses: string) =>
  loadStudy(
    `title: t\nsamples: { p: { thickness: 1 mm }, q: { thickness: 2 mm } }\nanalyses:\n${analyses}`,
    'study.yaml',
    techniques,
  );
const mistakes = (analyses: string) =>
  readStudy(`title: t\nanalyses:\n${analyses}`, 'study.yaml', techniques).mistakes.map(
    ({ line, column, path, message }) => `${line}:${column} ${path} ${message}`,
  );

const source = '  a: { technique: eis, sample: p, recordings: raw/a.csv }\n';
const whole = { R: quantity(113.20123456789, 2.1, 'Ohm'), conductivity25C: quantity(5.3e-4, 1.2e-5, 'S/cm') };

/** Answers with fixed quantities by the first file of a task; remembers the tasks in the order in which they ran. */
function services(answers: Record<string, Partial<Result> | 'fails'> = {}) {
  const ran: AnalysisTask[] = [];
  const kept = new Map<string, Result>();
  const all: StudyServices = {
    listFiles: async () => ['raw/a.csv', 'raw/b.csv', 'raw/c.csv', 'raw/x-25.csv', 'raw/x-60.csv'],
    hashFile: async (path) => `hash of ${path}`,
    runTask: async (task) => {
      // What is needed is slow: a dependent one that did not wait would be seen.
      if (task.references === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      ran.push(task);
      const answer = answers[task.id] ?? { quantities: whole };
      if (answer === 'fails') throw fail('malformed-file', 'no table', 'export again', { file: task.inputs[0]!.path });
      const hashes = task.inputs.map(({ path }) => `hash of ${path}`);
      const result = resultOf({ technique: task.technique, ...answer }, task, hashes);
      const { references } = task;
      const provenance = { ...result.provenance, ...(references === undefined ? {} : { references }) };
      return { ...result, findings: sourceFindings(task), provenance };
    },
    cache: { get: async (key) => kept.get(key), put: async (key, result) => void kept.set(key, result) },
  };
  return { ...all, ran };
}

describe('references in study.yaml', () => {
  it('are one reference as the whole value', () => {
    expect(referenceIn(' { a.R } ')).toMatchObject({ analysis: 'a', path: 'R' });
    expect(referenceIn('{a.R:mS/cm}')).toMatchObject({ unit: 'mS/cm' });
    for (const other of ['1 Ohm', '2 {a.R}', '{a.R}{a.R}', '{{a.R}}', 5, null]) {
      expect(referenceIn(other)).toBeUndefined();
    }
    expect(unquotedReference({ 'a.R': null })).toBe('{a.R}');
    expect(unquotedReference({ from: null })).toBeUndefined();
    expect(unquotedReference({ 'a.R': 1 })).toBeUndefined();
  });

  it('lead to analyses that are there, from options that are quantities', () => {
    expect(mistakes('  ab: { technique: eis, recordings: a, amplitude: "{ac.R}" }\n')).toEqual([
      '3:51 analyses.ab.amplitude {ac.R}: there is no analysis "ac"; did you mean "ab"?',
    ]);
    const [number, text, unquoted, lone, ...others] = mistakes(
      `  a: { technique: eis, recordings: a }
  b: { technique: eis, recordings: a, starts: "{a.R}" }
  c: { technique: eis, recordings: a, circuit: "{a.R}" }
  d: { technique: eis, recordings: a, amplitude: {a.R} }
  e: { technique: eis, recordings: a, amplitude: "{R}" }\n`,
    );
    expect(number).toMatch(/^4:47 analyses.b.starts "starts" is no quantity with a unit/);
    expect(text).toMatch(/^5:48 analyses.c.circuit "circuit" is no quantity/);
    expect(unquoted).toBe('6:50 analyses.d.amplitude a reference must be between quotation marks: amplitude: "{a.R}"');
    expect(lone).toMatch(/^7:50 analyses.e.amplitude "\{R\}" names no number/);
    expect(others).toEqual([]);
  });

  it('do not go in a ring', () => {
    const ring = `  a: { technique: eis, recordings: a, amplitude: "{c.R}" }
  b: { technique: eis, recordings: a, amplitude: "{a.R}" }
  c: { technique: eis, recordings: a, amplitude: "{b.R}" }\n`;
    expect(mistakes(ring)).toEqual([
      "3:50 analyses.a.amplitude the analyses a -> c -> b -> a need each other's numbers; give one of them as a value",
    ]);
    expect(mistakes('  a: { technique: eis, recordings: a, amplitude: "{a.R}" }\n')[0]).toContain('from itself');
  });

  it('order the plan', () => {
    const study = load(
      `  c: { technique: eis, recordings: raw/c.csv, amplitude: "{b.U}" }
  b: { technique: eis, recordings: raw/b.csv, amplitude: "{a.U}" }
${source}`,
    );
    const plan = planStudy(study, ['raw/a.csv', 'raw/b.csv', 'raw/c.csv']);
    expect(plan.order).toEqual(['a', 'b', 'c']);
    expect(plan.tasks.map(({ id, options }) => [id, options])).toEqual([
      ['c', {}],
      ['b', {}],
      ['a', {}],
    ]);
    expect(orderByNeed(study.analyses.slice(0, 1))).toEqual({ order: ['c'] });
    expect(chosenAnalyses(study, ['b']).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(() => planStudy({ ...study, analyses: [...study.analyses, selfish(study.analyses[0]!)] }, [])).toThrow(
      'need each other',
    );
  });
});

function selfish(analysis: ReturnType<typeof load>['analyses'][number]) {
  const placeholder = { text: 'z.R', analysis: 'z', path: 'R' };
  return {
    ...analysis,
    id: 'z',
    references: [{ kind: 'typed', option: 'amplitude', placeholder, optional: true }] as const,
  };
}

describe('running with references', () => {
  const two = `  b: { technique: dc, sample: q, recordings: raw/b.csv, needed: "{a.R}" }\n${source}`;

  it('fills the number in full, after its analysis has run, and remembers where it came from', async () => {
    const all = services();
    const result = await runStudy(load(two), all);
    expect(all.ran.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(all.ran[1]!.options).toEqual({ needed: '113.20123456789 +- 2.1 Ohm' });
    const [b] = result.analyses;
    expect(b!.result!.provenance.references).toEqual({ needed: { analysis: 'a', quantity: 'R' } });
    expect(b!.result!.findings).toEqual([]);
    // What verify runs again is the very same task.
    expect(taskOfResult('b', b!.result!)).toEqual(all.ran[1]);
  });

  it('runs what is needed with --only, from the cache where it is known, and again when the number changed', async () => {
    const all = services();
    expect((await runStudy(load(two), all, undefined, { only: ['b'] })).analyses.map(({ id }) => id)).toEqual([
      'b',
      'a',
    ]);
    const again = await runStudy(load(two), all, undefined, { only: ['b'] });
    expect(again.analyses.map(({ fromCache }) => fromCache)).toEqual([true, true]);
    const other = { ...all, ...services({ a: { quantities: { R: quantity(114, 2, 'Ohm') } } }), cache: all.cache! };
    const changed = load(two.replace('raw/a.csv', 'raw/c.csv'));
    expect((await runStudy(changed, other)).analyses.map(({ fromCache }) => fromCache)).toEqual([false, false]);
  });

  it('does without an optional number that is not there, and says so', async () => {
    for (const [answer, why] of [
      ['fails', 'the analysis a failed: no table'],
      [{ quantities: { R: { ...quantity(null, null, 'Ohm'), note: 'no apex' } } }, 'not determined (no apex)'],
    ] as const) {
      const all = services({ a: answer });
      const [b] = (await runStudy(load(two), all)).analyses;
      expect(all.ran.at(-1)!.options).toEqual({});
      expect(b!.result!.findings).toMatchObject([{ code: 'reference-missing', severity: 'warning', where: 'needed' }]);
      expect(b!.result!.findings[0]!.message).toContain(why);
      expect(sourceFindings(taskOfResult('b', b!.result!))).toEqual(b!.result!.findings);
    }
  });

  it('fails at the option when the number is needed, or its name is none', async () => {
    const strictly = `  b: { technique: st, recordings: raw/b.csv, resistance: "{a.R}" }\n${source}`;
    const failure = (await runStudy(load(strictly), services({ a: 'fails' }))).analyses[0]!.failure!;
    expect(failure).toMatchObject({ code: 'invalid-option', where: { line: 4, column: 58 } });
    expect(failure.message).toBe('"resistance" is needed and is to be {a.R}, but the analysis a failed: no table');
    const misspelt = (await runStudy(load(two.replace('{a.R}', '{a.Rx}')), services())).analyses[0]!.failure!;
    expect(misspelt).toMatchObject({ code: 'invalid-study', hint: 'did you mean "R"?', where: { line: 4 } });
  });

  it('makes another result of another origin', () => {
    const task: AnalysisTask = { id: 'a', technique: 't', sample: {}, inputs: [], options: { x: '1 V' } };
    const from = (analysis: string) => ({ ...task, references: { x: { analysis, quantity: 'U' } } });
    expect(new Set([task, from('a'), from('b')].map((one) => cacheKey(one, [], '1'))).size).toBe(3);
  });
});

describe('options that are taken from another analysis', () => {
  const dc = (more = '', recordings = 'raw/b.csv') =>
    `  b: { technique: dc, sample: p, recordings: "${recordings}"${more} }\n`;
  const taken = async (analyses: string, answers: Parameters<typeof services>[0] = {}) => {
    const all = services(answers);
    const result = await runStudy(load(analyses), all);
    const task = all.ran.find(({ id }) => id === 'b')!;
    return {
      total: task.options.total,
      findings: [...sourceFindings(task), ...result.findings.filter(({ code }) => code !== 'unused-files')],
      task,
    };
  };
  const at = (celsius: number, value: number) => ({
    label: `s-${celsius}`,
    conditions: { temperature: quantity(celsius, null, 'degC') },
    quantities: { conductivity: quantity(value, null, 'S/cm') },
    findings: [],
  });
  const series = { quantities: whole, series: [at(25, 5.2e-4), at(60, 1.7e-3)] };

  it('come from the only analysis of the same sample, and a finding says so', async () => {
    const { total, findings, task } = await taken(source + dc());
    expect(total).toBe('0.00053 +- 0.000012 S/cm');
    expect(findings).toMatchObject([{ code: 'taken-from', severity: 'info', where: 'total' }]);
    expect(findings[0]!.message).toMatch(
      /^total is 5\.30\(12\)×10⁻⁴ S\/cm, taken from conductivity25C of a, .*25 degC/,
    );
    expect(task.references!.total).toMatchObject({ analysis: 'a', quantity: 'conductivity25C' });
  });

  it('are the value at the temperature of the recordings', async () => {
    const sixty = await taken(source + dc(', conditions: { temperature: 333.5 K }'), { a: series });
    expect(sixty.total).toBe('0.0017 S/cm');
    expect(sixty.task.references!.total!.quantity).toBe('series.s-60.conductivity');
    expect(sixty.findings[0]!.message).not.toContain('assum');
    const forty = await taken(source + dc(', conditions: { temperature: 40 degC }'), { a: series });
    expect(forty.total).toBeUndefined();
    expect(forty.findings).toMatchObject([{ code: 'reference-missing', severity: 'info' }]);
    const many = await taken(source + dc('', 'raw/x-{temperature}.csv'), { a: series });
    expect(many.findings[0]!.message).toContain('not at one temperature');
    const column = await taken(source + dc(', conditions: { temperature: { column: T } }'), { a: series });
    expect(column.findings[0]!.message).toContain('read from a column');
  });

  it('are not taken when typed, switched off, of another sample, or ambiguous', async () => {
    expect((await taken(source + dc(', total: 1 S/cm'))).total).toBe('1 S/cm');
    const off = await taken(source + dc(', total: none'));
    expect([off.total, off.findings]).toEqual([undefined, []]);
    expect((await taken(source.replace('p,', 'q,') + dc())).findings).toEqual([]);
    const both = await taken(source + source.replace('a:', 'a2:').replace('a.csv', 'c.csv') + dc());
    expect(both.total).toBeUndefined();
    expect(both.findings).toMatchObject([{ code: 'reference-ambiguous', severity: 'info', where: 'b' }]);
    expect(both.findings[0]!.message).toContain('a, a2');
    const unknown = (source + dc(', needed: none')).replaceAll('sample: p, ', '');
    expect(mistakes(unknown)).toEqual([expect.stringContaining('"none" is not a quantity')]);
  });

  it('give way to a reference that somebody typed the other way', () => {
    const study = load(source.replace(' }', ', amplitude: "{b.U}" }') + dc());
    expect(study.analyses[1]!.references).toEqual([]);
    expect(orderByNeed(study.analyses).order).toEqual(['b', 'a']);
  });
});

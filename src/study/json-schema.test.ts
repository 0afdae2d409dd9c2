import { describe, expect, it } from 'vitest';
import { techniques } from '../techniques/registry.js';
import { studyJsonSchema } from './json-schema.js';
import { analysisFields } from './schema.js';
import { otherTechnique, testTechnique } from './test-support/test-technique.js';

describe('studyJsonSchema', () => {
  it('is the committed schema/study.json (run `npx vitest run src/study/json-schema -u` after a change)', async () => {
    await expect(`${JSON.stringify(studyJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/study.json');
  });

  it('has no option that is a key of every analysis', () => {
    for (const technique of techniques) {
      const clash = Object.keys(technique.options.shape).filter((name) => Object.hasOwn(analysisFields.shape, name));
      expect(clash, technique.name).toEqual([]);
    }
  });

  it('knows the options of each technique, and the checks', () => {
    const schema = JSON.parse(JSON.stringify(studyJsonSchema([testTechnique, otherTechnique])));
    const analysis = schema.properties.analyses.additionalProperties;
    expect(analysis.properties.technique.enum).toEqual(['impedance', 'eis', 'cycling', 'gc']);
    expect(analysis.unevaluatedProperties).toBe(false);
    expect(analysis.allOf[0].then.properties.weighting.enum).toEqual(['unit', 'modulus']);
    expect(analysis.allOf[0].then.properties.amplitude).toMatchObject({ type: 'string', unit: 'mV' });
    expect(analysis.required).toEqual(['technique', 'recordings']);
    expect(schema.required).toEqual(['title', 'analyses']);
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties.checks.items.properties)).toContain('pellet-against-conductivity');
    expect(schema.properties.samples.additionalProperties.properties.thickness.description).toContain('Thickness');
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelSuggestions } from './model-suggestions.js';

describe('modelSuggestions', () => {
  it('takes the examples of the schema, also below what is optional', () => {
    const model = z.string().meta({ examples: ['R0-C1', 'R0-p(R1,C1)', 3] });
    const technique = { options: z.object({ model: model.optional(), other: z.string() }) };
    expect(modelSuggestions(technique, 'model')).toEqual(['R0-C1', 'R0-p(R1,C1)']);
    expect(modelSuggestions(technique, 'other')).toEqual([]);
    expect(modelSuggestions(technique, 'toString')).toEqual([]);
  });
});

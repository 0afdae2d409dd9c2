import { z } from 'zod';
import { techniques as allTechniques } from '../techniques/registry.js';
import type { Technique } from '../techniques/technique.js';
import { type StudyCheck, studyChecks } from './checks.js';
import { analysisFields, studySchema } from './schema.js';

type JsonSchema = { [key: string]: unknown };

/**
 * The JSON Schema (draft 2020-12) of study.yaml, for completion and checking in editors. The options of an analysis are
 * those of its technique, so a wrong option is underlined while it is typed.
 */
export function studyJsonSchema(techniques: readonly Technique[] = allTechniques): JsonSchema {
  const schema = toJsonSchema(studySchema);
  const properties = schema.properties as Record<string, JsonSchema>;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Interphase study',
    description: 'study.yaml: samples, analyses, checks and document of a study.',
    ...schema,
    properties: {
      ...properties,
      analyses: { ...properties.analyses, additionalProperties: analysisSchema(techniques) },
      checks: { ...properties.checks, items: checksSchema(studyChecks) },
    },
  };
}

function analysisSchema(techniques: readonly Technique[]): JsonSchema {
  const fields = toJsonSchema(analysisFields);
  const properties = fields.properties as Record<string, JsonSchema>;
  const names = techniques.flatMap(({ name, shortName }) => [name, shortName]);
  return {
    type: 'object',
    required: fields.required,
    properties: { ...properties, technique: { ...properties.technique, enum: names } },
    allOf: techniques.map(({ name, shortName, options }) => ({
      if: { required: ['technique'], properties: { technique: { enum: [name, shortName] } } },
      // biome-ignore lint/suspicious/noThenProperty: "then" is the keyword of JSON Schema
      then: pick(toJsonSchema(options), ['properties', 'required']),
    })),
    unevaluatedProperties: false,
  };
}

function checksSchema(checks: readonly StudyCheck[]): JsonSchema {
  const properties = checks.map(({ name, summary, roles, parameters }) => {
    const fields: (readonly [string, JsonSchema])[] = Object.entries(roles).map(([role, { meaning }]) => [
      role,
      { type: 'string', description: meaning },
    ]);
    for (const [parameter, schema] of Object.entries(parameters?.shape ?? {})) {
      const { description } = schema as z.ZodType;
      fields.push([parameter, { type: ['string', 'number'], description }]);
    }
    return [
      name,
      {
        type: 'object',
        description: summary,
        properties: Object.fromEntries(fields),
        required: Object.keys(roles),
        additionalProperties: false,
      },
    ] as const;
  });
  return {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  const json: JsonSchema = { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
  delete json.$schema;
  return json;
}

function pick(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  return Object.fromEntries(keys.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

/** The known truth of simulated files, checked by the schema of its technique. */
import type { z } from 'zod';
import { fail } from '../errors.js';

/** So many mistakes are named in one message. */
const NAMED = 5;

/**
 * @param technique for the message: `cycling`
 * @throws `invalid-option` that names what is wrong in the truth
 */
export function parseTruth<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  technique: string,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'the truth'}: ${message}`,
  );
  const more = mistakes.length > NAMED ? `; and ${mistakes.length - NAMED} more` : '';
  throw fail(
    'invalid-option',
    `the truth of ${technique} files cannot be used: ${mistakes.slice(0, NAMED).join('; ')}${more}`,
    'docs/study-yaml.md, section "Simulated studies", shows what it holds',
  );
}

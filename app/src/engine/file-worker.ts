/** What runs inside the worker that looks at files; started by `file-questions.ts` alone. */
import { config } from 'zod';
import type { FileQuestion } from './answer-question.js';
import { answerWith } from './answer-with.js';

// Before any schema is made: see main.tsx.
config({ jitless: true });

answerWith<FileQuestion>(import('./answer-question.js').then(({ answerQuestion }) => answerQuestion));

/** What runs inside the worker that looks at files; started by `file-questions.ts` alone. */
import { config } from 'zod';

// Before any schema is made: see main.tsx. What arrives meanwhile waits, in its order.
config({ jitless: true });

const answering = import('./answer-question.js');

globalThis.addEventListener('message', async ({ data }) => (await answering).answerQuestion(data));

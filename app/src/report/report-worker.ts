/** What runs inside the worker that makes the report; started by `make-report.ts` alone. */
import { config } from 'zod';

// Before any schema is made: see main.tsx. What arrives meanwhile waits, in its order.
config({ jitless: true });

const answering = import('./answer-report.js');

globalThis.addEventListener('message', async ({ data }) => (await answering).answerReport(data));

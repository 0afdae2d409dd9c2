/** What runs inside a worker of the pool; started by `task-ports.ts` alone. */
import { config } from 'zod';

// Before any schema is made: see main.tsx. What arrives meanwhile waits, in its order.
config({ jitless: true });

const answering = import('./answer-task.js');

globalThis.addEventListener('message', async ({ data }) => (await answering).answerTask(data));

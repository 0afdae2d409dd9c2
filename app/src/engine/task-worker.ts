/** What runs inside a worker of the pool; started by `task-ports.ts` alone. */
import { config } from 'zod';
import type { TaskMessage } from './answer-task.js';
import { answerWith } from './answer-with.js';

// Before any schema is made: see main.tsx.
config({ jitless: true });

answerWith<TaskMessage>(import('./answer-task.js').then(({ answerTask }) => answerTask));

import { config } from 'zod';

// Before any schema is made: zod would compile them with `new Function`, which the content security policy refuses and
// reports. An import that is not awaited here would be evaluated first, hence the second step.
config({ jitless: true });

const { startPage } = await import('./shell/start-page.js');
startPage(document.getElementById('root')!);

/**
 * Real instrument files and reference answers stand outside the repository (some are under licences that ours does not
 * allow to copy). A clone without them skips the tests that need them, and says so.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'data');
/** Path of a file or folder of the shared data, or undefined where this clone has none. */
export function sharedData(...parts) {
    const path = join(root, ...parts);
    return existsSync(path) ? path : undefined;
}

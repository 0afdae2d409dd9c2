/** `interphase open` on a copy of a study, as a user would start it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openServer } from '../open-server.js';
import type { RunningServer } from './start-static-server.js';

export interface OpenServer extends RunningServer {
  /** The copy that is open: its files may be looked at and changed. */
  readonly folder: string;
  /** Sent by the page with every request. */
  readonly token: string;
}

/**
 * @param study folder that is copied; results of earlier runs stay behind
 * @throws an Error with what the command printed, when it does not start
 */
export async function startOpenServer(study: string): Promise<OpenServer> {
  const temporary = mkdtempSync(join(tmpdir(), 'interphase-open-'));
  const folder = join(temporary, basename(study));
  const leftBehind = new Set(['results', '.interphase', 'truth.yaml'].map((name) => join(study, name)));
  cpSync(study, folder, { recursive: true, filter: (path) => !leftBehind.has(path) });
  const removeCopy = () => rmSync(temporary, { recursive: true, force: true });
  try {
    const { port, token, interrupt } = await openServer(temporary, folder);
    const origin = `http://127.0.0.1:${port}`;
    const close = async () => {
      await interrupt();
      removeCopy();
    };
    return { origin, url: `${origin}/#token=${token}`, folder, token, close };
  } catch (error) {
    removeCopy();
    throw error;
  }
}

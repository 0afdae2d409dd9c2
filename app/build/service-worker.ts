/** Bundles the service worker with the list of all files of the build in it, so that the page works offline. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';

/** Name of the script at the root of the build; its place decides which pages it may serve. */
const FILE = 'sw.js';

export function serviceWorker(entry: string): Plugin {
  return {
    name: 'interphase:service-worker',
    apply: 'build',
    // After everything else is on the disk: the files copied as they are belong to the list too.
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        if (dir === undefined) throw new Error('the workbench is built into a folder');
        writeFileSync(join(dir, FILE), await bundle(entry, filesOfBuild(dir)));
      },
    },
  };
}

interface FilesOfBuild {
  readonly paths: readonly string[];
  /** Changes with the content of any file. */
  readonly digest: string;
}

function filesOfBuild(folder: string): FilesOfBuild {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.startsWith('.') && file.name !== FILE)
    .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join('/'))
    .sort();
  const digest = createHash('sha256');
  for (const path of paths)
    digest
      .update(path)
      .update('\0')
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return { paths, digest: digest.digest('hex').slice(0, 16) };
}

/** One classic script without imports: every browser that knows service workers runs it. */
async function bundle(entry: string, { paths, digest }: FilesOfBuild): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __PRECACHED_FILES__: JSON.stringify(paths), __BUILD_DIGEST__: JSON.stringify(digest) },
    build: { write: false, rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: FILE } } },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('the service worker was not bundled');
  return output.output[0].code;
}

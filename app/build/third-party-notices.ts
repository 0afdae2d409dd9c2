/** The licences of everything that is bundled, as those licences ask for: beside the program, in one text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Licences under which a package may be part of the workbench. */
const accepted = new Set('MIT ISC BSD-2-Clause BSD-3-Clause 0BSD Apache-2.0 BSL-1.0 Unlicense CC0-1.0'.split(' '));

/** Whether an SPDX expression of licence names lets the workbench carry the package: `MIT`, `Apache-2.0 AND BSL-1.0`. */
export function isAccepted(licence: unknown): boolean {
  if (typeof licence !== 'string') return false;
  const choices = licence.replace(/[()]/g, '').split(' AND ');
  return choices.every((choice) => choice.split(' OR ').some((name) => accepted.has(name)));
}

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * `plugin` for the page, `workerPlugin` for the bundles of its workers, which Vite makes apart; what both hold goes into
 * one `third-party-notices.txt`.
 */
export function thirdPartyNotices(repository: string): { readonly plugin: Plugin; readonly workerPlugin: Plugin } {
  const folders = new Set<string>();
  const collect: NonNullable<Plugin['renderChunk']> = (_code, chunk) => {
    for (const id of chunk.moduleIds) {
      const folder = packageFolder(id);
      if (folder !== undefined) folders.add(folder);
    }
    return null;
  };
  return {
    workerPlugin: { name: 'interphase:third-party-notices-of-workers', renderChunk: collect },
    plugin: {
      name: 'interphase:third-party-notices',
      apply: 'build',
      renderChunk: collect,
      generateBundle() {
        const packages = [...folders].map(readNotice);
        const fonts = {
          name: 'Arimo (fonts)',
          version: '',
          licence: 'OFL-1.1',
          text: readFileSync(join(repository, 'assets', 'fonts', 'OFL.txt'), 'utf8').trim(),
        };
        this.emitFile({
          type: 'asset',
          fileName: 'third-party-notices.txt',
          source: noticesText([...packages, fonts]),
        });
      },
    },
  };
}

/** Folder of the package that a module belongs to; undefined for our own modules. */
export function packageFolder(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\0', '').replace(/\?.*$/, '').split(sep).join('/');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function readNotice(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isAccepted(license)) {
    throw new Error(`${name} ${version} has the licence ${JSON.stringify(license)}, which the workbench may not carry`);
  }
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file) && existsSync(join(folder, file)))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: license, text: texts.join('\n\n') };
}

/** Packages with word for word the same text share it: the Apache licence once, not a hundred times. */
function noticesText(notices: readonly Notice[]): string {
  const titles = new Map<string, string[]>();
  for (const { name, version, licence, text } of notices) {
    const title = `${[name, version].join(' ').trim()} (${licence})`;
    titles.set(text, [...(titles.get(text) ?? []), title].sort());
  }
  const sections = [...titles].map(
    ([text, names]) => `${names.join('\n')}\n\n${text === '' ? 'Carries no text of its licence.' : text}\n`,
  );
  const head = 'The workbench of Interphase is made with the following works of others, under these licences.\n';
  return [head, ...sections.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

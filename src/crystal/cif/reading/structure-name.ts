import type { CifBlock } from '../cif-block.js';

const LONGEST_NAME = 40;

/** Where Interphase writes the source of a structure; no dictionary has one item for it. */
export const SOURCE_TAG = '_interphase_structure_source';

/** Items that may name a phase, the one that reads best first; systematic names and block codes follow. */
const nameTags = ['_pd_phase_name', '_chemical_name_mineral', '_chemical_name_common'];
const formulaTags = ['_chemical_formula_structural', '_chemical_formula_sum'];

/**
 * A name for the structure of a block: a letter first, then letters, digits, `_` and `-`.
 *
 * @param used names that are taken already; the new one is added
 */
export function structureName(block: CifBlock, used: Set<string>): string {
  const items = (tags: readonly string[]) => tags.map((tag) => block.item(tag));
  const formulas = items(formulaTags).map((text) => text?.replace(/\s+/g, ''));
  const blockName = /^[A-Za-z]{2}|^[A-Za-z]+\d/.test(block.name) ? block.name : undefined;
  const given = [...items(nameTags), blockName, block.item('_chemical_name_systematic'), ...formulas, block.name];
  const base = given.map((text) => clean(text ?? '')).find((name) => name !== '') ?? 'structure';
  let name = base;
  for (let count = 2; used.has(name); count++) name = `${base}_${count}`;
  used.add(name);
  return name;
}

/** Empty for paths of files, and for what has no letter or digit in it. */
function clean(text: string): string {
  if (/[\\/].*[\\/]/.test(text)) return '';
  const plain = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '');
  const begun = /^\d/.test(plain) ? `phase_${plain}` : plain;
  return begun.slice(0, LONGEST_NAME).replace(/[_-]+$/, '');
}

/** Where a structure comes from, as far as the file says: paper and database code; undefined when it says nothing. */
export function structureSource(block: CifBlock): string | undefined {
  const written = block.item(SOURCE_TAG)?.trim();
  if (written !== undefined && written !== '') return written.replace(/\s+/g, ' ').slice(0, 500);
  const first = (...tags: string[]) => {
    for (const tag of tags) {
      const text = block.item(tag) ?? block.loop(tag)?.value(tag, 0);
      const line = text?.replace(/\s+/g, ' ').trim();
      if (line !== undefined && /[A-Za-z0-9]/.test(line)) return line.slice(0, 200);
    }
    return undefined;
  };
  const journal = first('_journal_name_full', '_citation_journal_full', '_citation_journal_abbrev');
  const volume = first('_journal_volume', '_citation_journal_volume');
  const year = first('_journal_year', '_citation_year');
  const page = first('_journal_page_first', '_citation_page_first');
  const doi = first('_journal_paper_doi', '_citation_doi');
  const paper =
    journal && [journal, volume, year === undefined ? undefined : `(${year})`, page].filter(Boolean).join(' ');
  const codes = [
    ['ICSD', '_database_code_icsd'],
    ['CSD', '_database_code_csd'],
    ['COD', '_cod_database_code'],
    ['COD', '_database_code_cod'],
  ].flatMap(([name, tag]) => {
    const code = first(tag!);
    return code === undefined ? [] : [`${name} ${code}`];
  });
  const parts = [
    paper,
    doi === undefined ? undefined : `doi:${doi.replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:)/i, '')}`,
  ];
  const source = [...parts, ...new Set(codes)].filter((part) => part !== undefined && part !== '');
  return source.length === 0 ? undefined : source.join(', ');
}

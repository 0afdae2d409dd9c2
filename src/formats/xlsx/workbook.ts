import { fail } from '../../errors.js';
import { attribute, child, children, parseXml, textOf, type XmlNode } from './xml.js';

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Texts that cells name by their number. */
  readonly texts: readonly string[];
  /** For each style of a cell, whether its number is a date, a time or a span of time, counted in days. */
  readonly countsDays: readonly boolean[];
  /** Day zero of the dates: 1899-12-30, or 1904-01-01 in workbooks of old Macintosh programs. */
  readonly dayZero: '1899-12-30' | '1904-01-01';
}

const WORKBOOK = 'xl/workbook.xml';

/** What the sheets of a workbook share. */
export function readWorkbook(parts: ReadonlyMap<string, string>): Workbook {
  const xml = parts.get(WORKBOOK);
  if (xml === undefined) {
    throw fail('malformed-file', 'this is no Excel workbook, or a damaged one', 'save it again as .xlsx or .csv');
  }
  const workbook = child(parseXml(xml, WORKBOOK), 'workbook');
  const targets = relationships(parts.get('xl/_rels/workbook.xml.rels'));
  const sheets = children(child(workbook, 'sheets'), 'sheet').flatMap((sheet, index) => {
    const target = targets.get(attribute(sheet, 'id') ?? '') ?? `xl/worksheets/sheet${index + 1}.xml`;
    return parts.has(target) ? [{ name: attribute(sheet, 'name') ?? `sheet ${index + 1}`, part: target }] : [];
  });
  const date1904 = attribute(child(workbook, 'workbookPr'), 'date1904');
  return {
    sheets,
    texts: sharedTexts(parts.get('xl/sharedstrings.xml')),
    countsDays: dayStyles(parts.get('xl/styles.xml')),
    dayZero: date1904 === '1' || date1904 === 'true' ? '1904-01-01' : '1899-12-30',
  };
}

function relationships(xml: string | undefined): ReadonlyMap<string, string> {
  if (xml === undefined) return new Map();
  const root = child(parseXml(xml, 'the list of sheets'), 'Relationships');
  return new Map(
    children(root, 'Relationship').map((relation) => {
      const target = (attribute(relation, 'Target') ?? '').replace(/^\//, '');
      const path = target.startsWith('xl/') ? target : `xl/${target}`;
      return [attribute(relation, 'Id') ?? '', path.toLowerCase()];
    }),
  );
}

function sharedTexts(xml: string | undefined): string[] {
  if (xml === undefined) return [];
  return children(child(parseXml(xml, 'the list of texts'), 'sst'), 'si').map(richText);
}

/** Text of a cell or a shared text, which may be in pieces with formats of their own. */
export function richText(node: XmlNode): string {
  const runs = children(node, 'r');
  return runs.length === 0 ? textOf(node, 't') : runs.map((run) => textOf(run, 't')).join('');
}

/** Formats that Excel numbers itself: dates and times (14-22, 45-47), and the dates of East Asia. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

function dayStyles(xml: string | undefined): boolean[] {
  if (xml === undefined) return [];
  const styles = child(parseXml(xml, 'the list of styles'), 'styleSheet');
  const own = new Map(
    children(child(styles, 'numFmts'), 'numFmt').map((format) => [
      attribute(format, 'numFmtId'),
      isDateCode(attribute(format, 'formatCode') ?? ''),
    ]),
  );
  return children(child(styles, 'cellXfs'), 'xf').map((style) => {
    const id = attribute(style, 'numFmtId');
    return own.get(id) ?? isBuiltInDate(Number(id));
  });
}

/** A format code with a letter for a part of a date outside of quotes, brackets with colours, and escapes. */
function isDateCode(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"|\\./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '');
  return /[ydhms]/i.test(bare) && !/[0#?]E[+-]/i.test(bare);
}

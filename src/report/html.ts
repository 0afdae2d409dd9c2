/**
 * HTML that cannot be forgotten to be escaped: text put into a template is escaped, only what is marked as `Html` (the
 * outcome of another template, or a drawing of our own) goes in as it is.
 */
export interface Html {
  readonly html: string;
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/** Characters with a meaning in HTML, text and attributes alike; control characters have none and are dropped. */
export function escapeHtml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: HTML forbids them, also as references
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
  );
}

function insert(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map(insert).join('');
}

/** @example html`<td title="${note}">${cells.map((cell) => html`<b>${cell}</b>`)}</td>` */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: parts.reduce((text, part, i) => text + insert(values[i - 1]) + part) };
}

/** Markup that is known to be safe: our own drawings and style sheets, never anything read from a file. */
export function trusted(markup: string): Html {
  return { html: markup };
}

/** Lower-case letters, digits and hyphens of a text, for ids and anchors. */
export function slug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'x'
  );
}

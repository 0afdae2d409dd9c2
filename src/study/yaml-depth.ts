import { Lexer } from 'yaml';

/** A study is five levels deep; the parser calls itself at every level and would run out of stack. */
const mostLevels = 100;

/** Tokens of the lexer that stand for no text: document, end of a flow, scalar. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Where lists or maps are nested more than a hundred deep, as an offset into the text; undefined when they are not. Told
 * from the tokens alone, before anything is parsed: brackets that are open, and `- ? :` one after the other on a line.
 */
export function tooDeepAt(text: string): number | undefined {
  let offset = 0;
  let open = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open = Math.max(0, open - 1);
    else if (token === '\n' || token === '\r\n') onLine = 0;
    else if (token === '-' || token === '?' || token === ':') onLine += open === 0 ? 1 : 0;
    if (open > mostLevels || onLine > mostLevels) return offset;
    if (!marks.has(token)) offset += token.length;
  }
  return undefined;
}

import type { Command } from './commands.js';

/** Results shown; the palette is for finding one thing. */
const MOST = 40;

/**
 * The commands that a query finds, best first: the beginning of the title before its middle, that before keywords and
 * details. Every word must be found somewhere. Without a query, those used last and then the rest in their order.
 *
 * @param recent ids of commands, the latest first
 */
export function findCommands(commands: readonly Command[], query: string, recent: readonly string[]): Command[] {
  const usable = commands.filter(({ disabled }) => disabled !== true);
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = ({ id }: Command) => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  if (words.length === 0) {
    const lately = usable.filter(({ id }) => recent.includes(id)).sort((a, b) => rank(a) - rank(b));
    return [...lately, ...usable.filter(({ id, group }) => !recent.includes(id) && group !== 'Files')].slice(0, MOST);
  }
  return usable
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || rank(a.command) - rank(b.command))
    .slice(0, MOST)
    .map(({ command }) => command);
}

function scoreOf({ title, detail = '', keywords = '' }: Command, words: readonly string[]): number {
  const head = title.toLowerCase();
  const tail = `${keywords} ${detail}`.toLowerCase();
  let score = 0;
  for (const word of words) {
    const at = head.indexOf(word);
    if (at === 0) score += 8;
    else if (at > 0) score += /[\s._/-]/.test(head[at - 1]!) ? 5 : 3;
    else if (tail.includes(word)) score += 1;
    else return 0;
  }
  return head === words.join(' ') ? score + 8 : score;
}

import { type AdviceBook, adviceBook } from './finding-advice.js';

/** The documentation as it is at build time. Its own chunk: findings are shown before their words are there. */
const pages = import.meta.glob<string>('../../../../docs/*.md', { query: '?raw', import: 'default', eager: true });

export const documentedAdvice: AdviceBook = adviceBook(
  Object.fromEntries(Object.entries(pages).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ''), text])),
);

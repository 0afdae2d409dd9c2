import type { Figure } from '../../../../src/figure/figure.js';

/**
 * A figure's id as a title: `current-voltage` as "Current-voltage". Where the caption writes the same words, its spelling
 * is taken: "Kramers-Kronig", "Nyquist".
 */
export function figureName({ id, caption }: Pick<Figure, 'id' | 'caption'>): string {
  const words = id
    .split('-')
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '');
  const spelled = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[-\u2013 ]')}(?![\\p{L}\\p{N}])`, 'iu').exec(
    caption,
  )?.[0];
  const name = spelled ?? words.join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** What axe-core looks at: everything, or what another colour scheme can change. */
export type AccessibilityScope = 'everything' | 'colours';

/**
 * What axe-core finds wrong, as lines to read. The page's policy stays in force: the program comes through the debugger,
 * which it does not govern, and not through a script element.
 *
 * @returns what is serious or critical
 */
export async function checkAccessibility(page: Page, scope: AccessibilityScope = 'everything'): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  const runOnly: axe.RunOnly =
    scope === 'everything' ? { type: 'tag', values: tags } : { type: 'rule', values: rulesOfColours };
  const violations = await page.evaluate(async (only) => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run(document, {
      resultTypes: ['violations'],
      runOnly: only,
    });
    return violations;
  }, runOnly);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const reason = (failureSummary ?? '').split('\n').slice(1).join(';').trim();
        return `${impact}: ${help} (${id}) at ${target.join(' ')}: ${reason}`;
      }),
    );
}

import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds wrong, as lines to read. The page's policy stays in force: the program comes through the debugger,
 * which it does not govern, and not through a script element.
 *
 * @param impacts those that count. @default serious and critical
 */
export async function checkAccessibility(
  page: Page,
  impacts: readonly string[] = ['serious', 'critical'],
): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (values) => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run(document, {
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values },
    });
    return violations;
  }, tags);
  return violations
    .filter(({ impact }) => impacts.includes(impact ?? ''))
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const reason = (failureSummary ?? '').split('\n').slice(1).join(';').trim();
        return `${impact}: ${help} (${id}) at ${target.join(' ')}: ${reason}`;
      }),
    );
}

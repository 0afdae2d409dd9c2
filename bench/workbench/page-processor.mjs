/**
 * A clock of the processor time of a page's own thread. Wall time says little on a machine that does other things too,
 * and what this thread does is what a user feels as slowness.
 *
 * @returns a function that gives the time since the thread began, ms
 */
export async function pageProcessor(page) {
  const debuggerOfPage = await page.context().newCDPSession(page);
  await debuggerOfPage.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await debuggerOfPage.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'ThreadTime').value;
  };
}

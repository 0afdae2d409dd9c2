/** Movements of the pointer in one pan, one for each frame that a display of 60 Hz shows. */
const MOVES = 120;

/**
 * How smoothly a long recording follows the hand: the times between frames while it is dragged, as the workbench measures
 * them (`recording:frame`).
 *
 * @param path a recording on this machine
 * @returns frames: their times ms, and of it drawMs; openMs: from the drop to the first drawing
 */
export async function pan(harness, path) {
  const { page, drop, waitUntilRunEnds, close } = await harness.open();
  try {
    await waitUntilRunEnds();
    const name = path.replace(/^.*[\\/]/, '');
    const droppedAt = Date.now();
    await drop(path);
    await page.getByRole('treeitem', { name }).first().waitFor({ timeout: 240_000 });
    await page.evaluate((file) => {
      location.hash = `#/recording/${encodeURIComponent(file)}`;
    }, name);
    const plot = page.getByRole('img', { name: 'Plot of the recording' });
    await plot.waitFor({ timeout: 240_000 });
    const openMs = Date.now() - droppedAt;
    // The analysis that is proposed for the file runs meanwhile, on the same cores.
    await waitUntilRunEnds(240_000);

    const { x, y, width, height } = await plot.boundingBox();
    const at = { x: x + width / 2, y: y + height / 2 };
    await page.mouse.move(at.x, at.y);
    for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -200);
    await page.waitForTimeout(1000);
    await page.evaluate(() => performance.clearMeasures('recording:frame'));
    await page.mouse.down();
    for (let move = 0; move < MOVES; move++) {
      await page.mouse.move(at.x + (width / 3) * Math.sin((2 * Math.PI * move) / MOVES), at.y);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
    const frames = await page.evaluate(() =>
      performance.getEntriesByName('recording:frame').map(({ duration, detail }) => ({ ms: duration, ...detail })),
    );
    if (frames.length < MOVES / 10) throw new Error(`the plot moved in ${frames.length} frames only`);
    return { frames, openMs };
  } finally {
    await close();
  }
}

/** The parts of the page between which F6 goes: elements with `data-region`, in the order of the page. */

export function goToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || getComputedStyle(region).position === 'fixed',
  );
  if (regions.length === 0) return;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length;
  focusInto(regions[next]!);
}

/** What a region names as its first thing to focus, else the region itself. */
function focusInto(region: HTMLElement): void {
  const first = region.querySelector<HTMLElement>('[data-region-focus], [role="treeitem"][tabindex="0"]') ?? region;
  first.focus();
}

/** Regions and lines are written in many ways: `Ti2p`, `Ti 2p`, `Ti_2p 3/2`. */

/** What stays when spaces, underscores and case are left out: `ti2p`; `Ti 2p3/2` is a part of it and becomes the same. */
export function lineWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/([spdf])[1357]\/2$/, '$1');
}

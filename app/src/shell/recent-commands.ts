const KEY = 'interphase-recent-commands';
const MOST = 6;

/** Ids of the commands used last in the palette, the latest first. */
export function recentCommands(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberCommand(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentCommands().filter((other) => other !== id)].slice(0, MOST)));
  } catch {
    // Where nothing can be kept there are none.
  }
}

import { useCallback, useState } from 'react';

const PREFIX = 'interphase-analysis-';

/** Something a person chose, kept by the browser where it allows that; otherwise as long as the page is open. */
export function useRemembered<T>(name: string, read: (stored: unknown) => T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(stored(name)));
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the choice holds until the page is closed.
      }
    },
    [name],
  );
  return [value, remember];
}

function stored(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
  } catch {
    return null;
  }
}

import { useState } from 'react';
import classes from './changed-text.module.css';

/**
 * A printed number that is marked for a moment when it has become another one: after an edit one sees what followed from
 * it. Give it a `key` for what it belongs to, or another choice looks like a change.
 */
export function ChangedText({ text }: { readonly text: string }) {
  const [shown, setShown] = useState({ text, changes: 0 });
  if (shown.text !== text) setShown({ text, changes: shown.changes + 1 });
  return (
    // Another element for each change, or the mark of the second would not begin anew.
    <span key={shown.changes} className={shown.changes > 0 ? classes.changed : undefined}>
      {text}
    </span>
  );
}

import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './side-drawer.module.css';

/**
 * The side panel where the page is too narrow for it: it slides over the figures, which stay in reach, so that what is
 * changed here is seen there. Escape closes it and the focus goes back to where it was.
 */
export function SideDrawer({
  name,
  onClose,
  children,
}: {
  readonly name: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const inside = drawer.current;
    // A field that somebody was sent to has the focus already.
    if (inside !== null && !inside.contains(before)) inside.querySelector<HTMLElement>('button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={drawer}
      className={classes.drawer}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={classes.content}>{children}</div>
      <CloseButton className={classes.close} aria-label="Close the panel" size="lg" onClick={onClose} />
    </aside>
  );
}

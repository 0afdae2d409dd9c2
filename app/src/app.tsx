import { AppShell, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import classes from './app.module.css';
import { CommandPalette } from './shell/command-palette.js';
import { DialogHost } from './shell/dialog-host.js';
import { DropZone } from './shell/drop-zone.js';
import { Header } from './shell/header.js';
import { MistakesBanner } from './shell/mistakes-banner.js';
import { setDrawer, usePage } from './shell/page-state.js';
import { RunAnnouncer } from './shell/run-announcer.js';
import { StudyNav } from './shell/study-nav.js';
import { TroubleNotice } from './shell/trouble-notice.js';
import { useShortcuts } from './shell/use-shortcuts.js';
import { View } from './shell/view.js';
import { useWorkbench } from './state/store.js';
import { isUnsaved } from './state/study-status.js';

/** Narrower windows have the tree in a drawer. */
const NARROW_PX = 900;

/** The page: head, tree, the view that the place asks for, and what floats over them. */
export function App() {
  const narrow = useMediaQuery(`(max-width: ${NARROW_PX}px)`, undefined, { getInitialValueInEffect: false }) ?? false;
  const navbar = usePage((state) => state.navbar);
  const drawer = usePage((state) => state.drawer);
  const fills = useWorkbench(({ place }) => ['report', 'source', 'recording'].includes(place.view));
  useShortcuts();
  usePageTitle();
  useUnsavedWarning();
  return (
    <>
      <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
        Skip to the view
      </button>
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: 268, breakpoint: NARROW_PX, collapsed: { mobile: true, desktop: !navbar } }}
        transitionDuration={120}
      >
        <AppShell.Header className={classes.chrome ?? ''} data-region="head">
          <Header narrow={narrow} />
        </AppShell.Header>
        {!narrow && navbar && (
          <AppShell.Navbar className={classes.chrome ?? ''} data-region="tree" aria-label="Study" tabIndex={-1}>
            <StudyNav />
          </AppShell.Navbar>
        )}
        <AppShell.Main
          id="main"
          className={classes.main ?? ''}
          data-region="view"
          data-fill={fills || undefined}
          tabIndex={-1}
        >
          <MistakesBanner />
          <View />
        </AppShell.Main>
      </AppShell>
      <Drawer
        opened={narrow && drawer}
        onClose={() => setDrawer(false)}
        size={300}
        title="Study"
        classNames={{ body: classes.drawer ?? '', content: classes.drawerContent ?? '' }}
      >
        <StudyNav />
      </Drawer>
      <CommandPalette />
      <DialogHost />
      <DropZone />
      <TroubleNotice />
      <RunAnnouncer />
    </>
  );
}

function usePageTitle(): void {
  const title = useWorkbench(({ study, folder }) => study?.title ?? folder?.name);
  const unsaved = useWorkbench(isUnsaved);
  useEffect(() => {
    document.title = title === undefined ? 'Interphase' : `${unsaved ? '• ' : ''}${title} - Interphase`;
  }, [title, unsaved]);
}

/** The browser asks before a page with edits is closed. */
function useUnsavedWarning(): void {
  const unsaved = useWorkbench(isUnsaved);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}

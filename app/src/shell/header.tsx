import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconLayoutSidebar, IconSearch } from '@tabler/icons-react';
import { showDialog } from './dialogs.js';
import classes from './header.module.css';
import { HistoryButtons } from './history-buttons.js';
import { OpenMenu } from './open-menu.js';
import { setDrawer, setNavbar, usePage } from './page-state.js';
import { ProductMark } from './product-mark.js';
import { RunControl } from './run-control.js';
import { SaveControl } from './save-control.js';
import { SchemeSwitch } from './scheme-switch.js';
import { isMac, keysOf } from './shortcuts.js';

/** The head of the page: what is open, how its run stands, and what can be done with it as a whole. */
export function Header({ narrow }: { readonly narrow: boolean }) {
  return (
    <div className={classes.header}>
      <NavbarToggle narrow={narrow} />
      <a className={classes.mark} href="#/study" aria-label="Interphase, to the study">
        <ProductMark />
        <span className={classes.name}>Interphase</span>
      </a>
      <span className={classes.rule} />
      <div className={classes.study}>
        <OpenMenu />
      </div>
      <div className={classes.tools}>
        <HistoryButtons />
      </div>
      <RunControl />
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={15} aria-hidden />
        <span className={classes.words}>Search or run a command</span>
        <span className={classes.keys} aria-hidden>
          <Kbd size="xs">{keysOf('palette', isMac())?.join(' ')}</Kbd>
        </span>
      </UnstyledButton>
      <SaveControl />
      <div className={classes.tools}>
        <SchemeSwitch />
        <Tooltip label="Keyboard shortcuts (?)">
          <ActionIcon
            className={classes.help ?? ''}
            aria-label="Keyboard shortcuts"
            onClick={() => showDialog({ kind: 'help' })}
          >
            <IconKeyboard size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

function NavbarToggle({ narrow }: { readonly narrow: boolean }) {
  const navbar = usePage((state) => state.navbar);
  const drawer = usePage((state) => state.drawer);
  const shown = narrow ? drawer : navbar;
  const label = shown ? 'Hide the tree' : 'Show the tree';
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-expanded={shown}
        data-region-focus
        onClick={() => (narrow ? setDrawer(!drawer) : setNavbar(!navbar))}
      >
        <IconLayoutSidebar size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

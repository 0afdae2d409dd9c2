import { Kbd, Modal, Switch, Text } from '@mantine/core';
import { closeDialog } from './dialogs.js';
import classes from './help-dialog.module.css';
import { setCharacterKeys, usePage } from './page-state.js';
import { isMac, keyCaps, type Shortcut, shortcuts } from './shortcuts.js';

const GROUPS = ['Everywhere', 'Editing', 'Going places'] as const;

/** The keyboard shortcuts, as the table has them, and those of figures and of the tree. */
export function HelpDialog() {
  const characterKeys = usePage((state) => state.characterKeys);
  return (
    <Modal opened onClose={closeDialog} title="Keyboard shortcuts" size="xl">
      <div className={classes.groups}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{group}</h3>
            <dl className={classes.list}>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <ShortcutRow key={shortcut.keys} shortcut={shortcut} />
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={classes.title}>On a figure</h3>
          <dl className={classes.list}>
            <Row does="Next, previous point" caps={['n', 'p']} />
            <Row does="Next, previous curve" caps={['Shift', 'n', 'p']} />
            <Row does="Leave the point out, take it back" caps={['Del', 'Ins']} />
            <Row does="Move" caps={['←', '→', '↑', '↓']} />
            <Row does="Zoom in, out, show everything" caps={['+', '−', '0']} />
            <Row does="Zoom about the pointer" caps={[isMac() ? '⌘' : 'Ctrl', 'wheel']} />
          </dl>
        </section>
        <section>
          <h3 className={classes.title}>In the tree</h3>
          <dl className={classes.list}>
            <Row does="Up, down, open, close" caps={['↑', '↓', '→', '←']} />
            <Row does="First, last" caps={['Home', 'End']} />
            <Row does="Show" caps={['Enter']} />
            <Row does="Menu of the entry" caps={['Shift', 'F10']} />
            <Row does="Jump to a name" caps={['a', '…', 'z']} />
          </dl>
        </section>
      </div>
      <Switch
        mt="md"
        size="sm"
        label="Single letters and signs are shortcuts"
        description="Switch it off if you dictate, or if you press them by mistake."
        checked={characterKeys}
        onChange={(event) => setCharacterKeys(event.currentTarget.checked)}
      />
      <Text size="xs" c="dimmed" mt="md">
        Interphase is open source (MIT). Files stay on this computer: nothing is uploaded.
      </Text>
    </Modal>
  );
}

function ShortcutRow({ shortcut }: { readonly shortcut: Shortcut }) {
  return <Row does={shortcut.does} caps={keyCaps(shortcut.keys, isMac())} />;
}

function Row({ does, caps }: { readonly does: string; readonly caps: readonly string[] }) {
  return (
    <div className={classes.row}>
      <dt>{does}</dt>
      <dd>
        {caps.map((cap) => (
          <Kbd key={cap} size="xs">
            {cap}
          </Kbd>
        ))}
      </dd>
    </div>
  );
}

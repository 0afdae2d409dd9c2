import { Kbd, Modal, Switch, Text } from '@mantine/core';
import { closeDialog } from './dialogs.js';
import classes from './help-dialog.module.css';
import { setCharacterKeys, usePage } from './page-state.js';
import { isMac, keyCaps, type Shortcut, shortcuts } from './shortcuts.js';

const GROUPS = ['Everywhere', 'Editing', 'Going places'] as const;

/** The keyboard shortcuts, as the table has them, and those of the tree. */
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
          <h3 className={classes.title}>In the tree</h3>
          <dl className={classes.list}>
            <Row does="Up, down, open, close" caps={['↑', '↓', '→', '←']} />
            <Row does="First, last" caps={['Home', 'End']} />
            <Row does="Show it" caps={['Enter']} />
            <Row does="What can be done with it" caps={['Shift', 'F10']} />
            <Row does="To the name that begins so" caps={['a', '…', 'z']} />
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

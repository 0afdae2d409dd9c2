import { Button, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Setting } from '../../../../src/formats/recording.js';
import classes from './panel.module.css';
import { searchSettings } from './search-settings.js';

/** More entries are shown on demand: some files have thousands. */
const SHOWN = 300;

/** All settings of the instrument as stored in the file, with a search in names and values. */
export function SettingsPanel({ settings }: { readonly settings: Readonly<Record<string, Setting>> }) {
  const [query, setQuery] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const all = useMemo(() => Object.entries(settings), [settings]);
  const found = useMemo(() => searchSettings(all, query), [all, query]);
  const shown = showsAll ? found : found.slice(0, SHOWN);
  if (all.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The file stores no settings.
      </Text>
    );
  }
  return (
    <div className={classes.group}>
      <TextInput
        aria-label="Search in settings"
        placeholder={`Search in ${all.length} settings`}
        leftSection={<IconSearch size={14} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" aria-live="polite">
        {query.trim() === ''
          ? `${all.length} settings, as stored in the file`
          : `${found.length} of ${all.length} settings`}
      </Text>
      <dl className={classes.settings}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value) === '' ? '(empty)' : String(value)}</dd>
          </div>
        ))}
      </dl>
      {shown.length < found.length && (
        <Button variant="default" onClick={() => setShowsAll(true)}>
          Show the other {found.length - shown.length}
        </Button>
      )}
    </div>
  );
}

import { Kbd, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import {
  IconChartLine,
  IconChevronRight,
  IconFile,
  IconLayoutDashboard,
  IconMicroscope,
  IconSearch,
  IconStack2,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useWorkbench } from '../state/store.js';
import classes from './command-palette.module.css';
import { type Command, type CommandGroup, commandsOf, placesOf } from './commands.js';
import { findCommands } from './find-commands.js';
import { recentCommands, rememberCommand } from './recent-commands.js';
import { isMac, keysOf } from './shortcuts.js';

const ICONS: Readonly<Record<CommandGroup, typeof IconFile>> = {
  Analyses: IconMicroscope,
  Samples: IconStack2,
  Figures: IconChartLine,
  Views: IconLayoutDashboard,
  Commands: IconChevronRight,
  Files: IconFile,
};

/** Search over everything that can be gone to or done; what was used last comes first. */
export function CommandPalette() {
  const [opened, setOpened] = useState(false);
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      shortcut={null}
      size={620}
      overlayProps={{ backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': 'Search or run a command' } }}
    >
      <Spotlight.Search
        placeholder="Analysis, sample, figure, file, or what you want to do"
        aria-label="Search or run a command"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList className={classes.list ?? ''}>{opened && <Found query={query} />}</Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Only while the palette is open does it follow the state. */
function Found({ query }: { readonly query: string }) {
  const state = useWorkbench();
  const { setColorScheme } = useMantineColorScheme();
  const { study, result, files } = state;
  const places = useMemo(() => placesOf({ study, result, files }), [study, result, files]);
  const recent = useMemo(recentCommands, []);
  const found = findCommands([...places, ...commandsOf(state, setColorScheme)], query, recent);
  if (found.length === 0) return <Spotlight.Empty>Nothing found.</Spotlight.Empty>;
  return (
    <>
      <VisuallyHidden role="status">
        {found.length} found, first {found[0]!.title}
      </VisuallyHidden>
      {found.map((command) => (
        <FoundCommand key={command.id} command={command} />
      ))}
    </>
  );
}

function FoundCommand({ command: { id, title, group, detail, run } }: { readonly command: Command }) {
  const Icon = ICONS[group];
  const keys = keysOf(id, isMac());
  return (
    <Spotlight.Action
      className={classes.action ?? ''}
      onClick={() => {
        rememberCommand(id);
        // A dialog that the command opens must find the palette closed, or the focus goes back behind it.
        requestAnimationFrame(run);
      }}
    >
      <Icon className={classes.icon} size={16} aria-hidden />
      <span className={classes.title}>{title}</span>
      <span className={classes.detail}>{detail}</span>
      {keys === undefined ? (
        <span className={classes.group}>{group === 'Commands' || group === 'Views' ? '' : singular(group)}</span>
      ) : (
        <span className={classes.keys}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </span>
      )}
    </Spotlight.Action>
  );
}

function singular(group: CommandGroup): string {
  return group === 'Analyses' ? 'analysis' : group.slice(0, -1).toLowerCase();
}

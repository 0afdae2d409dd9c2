import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { go } from '../state/actions.js';
import type { Place } from '../state/place.js';
import { useWorkbench } from '../state/store.js';
import { goToPart } from './commands.js';
import { setDrawer } from './page-state.js';
import classes from './study-tree.module.css';
import { hasMenu, TreeItem, treeItemId } from './tree-item.js';
import { treeMove, typedAhead } from './tree-keys.js';
import { type MenuPlace, TreeMenu } from './tree-menu.js';
import { type TreeRow, treeRows } from './tree-rows.js';

/** Letters typed this fast belong together. */
const TYPING_MS = 600;

/** Samples with their analyses, and the files: with a filter, arrow keys, typing ahead and a menu for each row. */
export function StudyTree() {
  const study = useWorkbench((state) => state.study);
  const files = useWorkbench((state) => state.files);
  const place = useWorkbench((state) => state.place);
  const [filter, setFilter] = useState('');
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({});
  const [focusKey, setFocusKey] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const typed = useRef({ text: '', at: 0 });

  const paths = useMemo(() => files.map(({ path }) => path), [files]);
  const rows = useMemo(() => treeRows(study, paths, { opened, filter }), [study, paths, opened, filter]);
  const chosen = keyOfPlace(place);
  const tabStop = [focusKey, chosen].find((key) => rows.some((row) => row.key === key)) ?? rows[0]?.key;

  const open = useCallback((key: string, to: boolean) => setOpened((before) => ({ ...before, [key]: to })), []);
  // What is in view is in sight in the tree, too, however it was gone to.
  useEffect(() => {
    if (place.view === 'recording') setOpened((before) => ({ ...before, ...foldersAbove(place.path) }));
  }, [place]);
  const inSight = rows.some(({ key }) => key === chosen);
  useEffect(() => {
    if (inSight) document.getElementById(treeItemId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen, inSight]);

  const activate = useCallback(
    (row: TreeRow) => {
      setFocusKey(row.key);
      if (row.kind === 'analysis') go({ view: 'analysis', id: row.name });
      else if (row.kind === 'file') go({ view: 'recording', path: row.name });
      else if (row.expanded !== undefined) open(row.key, !row.expanded);
      else if (row.kind === 'sample') goToPart(row.key);
      if (row.kind === 'analysis' || row.kind === 'file') setDrawer(false);
    },
    [open],
  );
  const takeFocus = useCallback((row: TreeRow) => setFocusKey(row.key), []);
  const showMenu = useCallback((row: TreeRow, at?: { readonly x: number; readonly y: number }) => {
    const box = document.getElementById(treeItemId(row.key))?.getBoundingClientRect();
    setMenu({ row, x: at?.x ?? (box?.left ?? 0) + 24, y: at?.y ?? box?.bottom ?? 0 });
  }, []);
  const focusRow = (key: string) => document.getElementById(treeItemId(key))?.focus();

  const onKeyDown = (event: KeyboardEvent) => {
    if (tabStop === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, tabStop, { key: event.key, shift: event.shiftKey });
    if (move === undefined) {
      if (event.key.length !== 1) return;
      const before = event.timeStamp - typed.current.at < TYPING_MS ? typed.current.text : '';
      typed.current = { text: before + event.key, at: event.timeStamp };
      const found = typedAhead(rows, tabStop, typed.current.text);
      // A character that leads nowhere here may be a shortcut of the page.
      if (found === undefined) return;
      focusRow(found);
    } else {
      const row = rows.find(({ key }) => key === move.key)!;
      if (move.do === 'focus') focusRow(move.key);
      else if (move.do === 'activate') activate(row);
      else if (move.do !== 'menu') open(move.key, move.do === 'open');
      // After this event: the menu would take the key that opens it for one that closes it.
      else if (hasMenu(row)) requestAnimationFrame(() => showMenu(row));
    }
    event.preventDefault();
  };

  const closeMenu = () => {
    if (menu !== null) focusRow(menu.row.key);
    setMenu(null);
  };
  return (
    <div className={classes.box}>
      <TextInput
        aria-label="Filter the tree"
        placeholder="Filter"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setFilter('');
          if (event.key === 'ArrowDown' && rows[0] !== undefined) focusRow(rows[0].key);
        }}
        rightSection={
          filter !== '' && <CloseButton size="xs" aria-label="Clear the filter" onClick={() => setFilter('')} />
        }
      />
      <div className={classes.scroll}>
        {rows.length === 0 ? (
          <p className={classes.none}>{filter === '' ? 'Nothing is open.' : 'Nothing is called so.'}</p>
        ) : (
          <div role="tree" aria-label="Samples, analyses and files" onKeyDown={onKeyDown}>
            {rows.map((row) => (
              <TreeItem
                key={row.key}
                row={row}
                focused={row.key === tabStop}
                chosen={row.key === chosen}
                onActivate={activate}
                onFocus={takeFocus}
                onMenu={showMenu}
              />
            ))}
          </div>
        )}
      </div>
      <TreeMenu at={menu} onClose={closeMenu} />
    </div>
  );
}

function keyOfPlace(place: Place): string {
  if (place.view === 'analysis') return `analysis:${place.id}`;
  return place.view === 'recording' ? `file:${place.path}` : '';
}

function foldersAbove(path: string): Record<string, boolean> {
  const folders: Record<string, boolean> = { 'group:files': true };
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    folders[`folder:${path.slice(0, slash + 1)}`] = true;
  }
  return folders;
}

import { Menu } from '@mantine/core';
import {
  IconCode,
  IconCopy,
  IconFlask,
  IconPencil,
  IconPlayerPlay,
  IconPlus,
  IconRulerMeasure,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { go, rerun } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { goToPart } from './commands.js';
import { showDialog } from './dialogs.js';
import { duplicate, remove, removeASample } from './study-actions.js';
import classes from './tree-menu.module.css';
import type { TreeRow } from './tree-rows.js';

export interface MenuPlace {
  readonly row: TreeRow;
  readonly x: number;
  readonly y: number;
}

/** What can be done with a row of the tree, at the place where it was asked for. */
export function TreeMenu({ at, onClose }: { readonly at: MenuPlace | null; readonly onClose: () => void }) {
  if (at === null) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} returnFocus={false}>
      <Menu.Target>
        <button type="button" className={classes.anchor} style={{ left: at.x, top: at.y }} tabIndex={-1}>
          Actions for {at.row.label}
        </button>
      </Menu.Target>
      <Menu.Dropdown miw={210}>
        <MenuItems row={at.row} />
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuItems({ row }: { readonly row: TreeRow }) {
  switch (row.kind) {
    case 'analysis':
      return <AnalysisItems id={row.name} />;
    case 'sample':
      return <SampleItems name={row.name} />;
    case 'folder':
      return <FilesItem below={row.name} />;
    case 'file':
      return (
        <>
          <Item icon={<IconFlask size={16} />} onClick={() => go({ view: 'recording', path: row.name })}>
            Look at the recording
          </Item>
          <Item icon={<IconPlus size={16} />} onClick={() => showDialog({ kind: 'new-analysis', files: [row.name] })}>
            New analysis of this file…
          </Item>
        </>
      );
    default:
      return null;
  }
}

function AnalysisItems({ id }: { readonly id: string }) {
  const sample = useWorkbench(({ study }) => study?.analyses.find((analysis) => analysis.id === id)?.sample);
  return (
    <>
      <Item icon={<IconPlayerPlay size={16} />} onClick={() => rerun([id])}>
        Run again
      </Item>
      <Item icon={<IconPencil size={16} />} onClick={() => showDialog({ kind: 'rename', what: 'analysis', name: id })}>
        Rename…
      </Item>
      <Item icon={<IconCopy size={16} />} onClick={() => duplicate(id)}>
        Duplicate
      </Item>
      {sample !== undefined && (
        <Item icon={<IconPlus size={16} />} onClick={() => showDialog({ kind: 'new-analysis', sample })}>
          New analysis of {sample}…
        </Item>
      )}
      <Item icon={<IconCode size={16} />} onClick={() => go({ view: 'source' })}>
        Show study.yaml
      </Item>
      <Menu.Divider />
      <Item icon={<IconTrash size={16} />} danger onClick={() => remove(id)}>
        Remove
      </Item>
    </>
  );
}

function SampleItems({ name }: { readonly name: string }) {
  const analyses = useWorkbench(({ study }) => study?.analyses.filter(({ sample }) => sample === name).length ?? 0);
  return (
    <>
      <Item icon={<IconRulerMeasure size={16} />} onClick={() => goToPart(`sample:${name}`)}>
        Edit geometry
      </Item>
      <Item icon={<IconPlus size={16} />} onClick={() => showDialog({ kind: 'new-analysis', sample: name })}>
        New analysis of this sample…
      </Item>
      <Item icon={<IconPencil size={16} />} onClick={() => showDialog({ kind: 'rename', what: 'sample', name })}>
        Rename…
      </Item>
      <Menu.Divider />
      <Item icon={<IconTrash size={16} />} danger disabled={analyses > 0} onClick={() => removeASample(name)}>
        {analyses > 0 ? 'Remove (it has analyses)' : 'Remove'}
      </Item>
    </>
  );
}

function FilesItem({ below }: { readonly below: string }) {
  const choose = () => {
    const { files } = useWorkbench.getState();
    const inside = files.map(({ path }) => path).filter((path) => path.startsWith(below));
    showDialog({ kind: 'new-analysis', files: inside });
  };
  return (
    <Item icon={<IconPlus size={16} />} onClick={choose}>
      New analysis of these files…
    </Item>
  );
}

function Item({
  icon,
  danger = false,
  disabled = false,
  onClick,
  children,
}: {
  readonly icon: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Menu.Item leftSection={icon} disabled={disabled} onClick={onClick} {...(danger && { c: 'var(--ip-error)' })}>
      {children}
    </Menu.Item>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconDots, IconFile, IconFolder, IconStack2 } from '@tabler/icons-react';
import { memo } from 'react';
import { findTechnique } from '../../../src/techniques/registry.js';
import { RunStateIcon, runStateText } from '../kit/run-state-icon.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { useWorkbench } from '../state/store.js';
import { findingSummary, worstText } from './outcome-findings.js';
import classes from './tree-item.module.css';
import type { TreeRow } from './tree-rows.js';

export interface TreeItemProps {
  readonly row: TreeRow;
  /** The one row that Tab reaches. */
  readonly focused: boolean;
  /** What the main part of the page shows. */
  readonly chosen: boolean;
  readonly onActivate: (row: TreeRow) => void;
  readonly onFocus: (row: TreeRow) => void;
  /** Place of the menu on the page; without one, beside the row. */
  readonly onMenu: (row: TreeRow, at?: { readonly x: number; readonly y: number }) => void;
}

/** Id of the element of a row. */
export function treeItemId(key: string): string {
  return `tree-${key}`;
}

/** Rows that have a menu. */
export function hasMenu({ kind }: TreeRow): boolean {
  return kind !== 'group' && kind !== 'more';
}

/** One row of the tree. */
export const TreeItem = memo(function TreeItem({ row, focused, chosen, onActivate, onFocus, onMenu }: TreeItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its rows
    <div
      id={treeItemId(row.key)}
      role="treeitem"
      className={classes.item}
      style={{ paddingLeft: 6 + (row.level - 1) * 14 }}
      tabIndex={focused ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded}
      aria-selected={chosen}
      data-kind={row.kind}
      data-unused={row.unused || undefined}
      title={row.kind === 'file' ? row.name : undefined}
      onClick={() => onActivate(row)}
      onFocus={() => onFocus(row)}
      onContextMenu={(event) => {
        if (!hasMenu(row)) return;
        event.preventDefault();
        onMenu(row, { x: event.clientX, y: event.clientY });
      }}
    >
      {row.expanded === undefined ? (
        row.kind === 'sample' && <span className={classes.chevron} />
      ) : (
        <IconChevronRight className={classes.chevron} size={14} aria-hidden />
      )}
      <RowContent row={row} />
      {hasMenu(row) && (
        <ActionIcon
          className={classes.menu ?? ''}
          size={24}
          tabIndex={-1}
          aria-label={`Actions for ${row.label}`}
          aria-haspopup="menu"
          onClick={(event) => {
            event.stopPropagation();
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            onMenu(row, { x: left, y: bottom });
          }}
        >
          <IconDots size={14} />
        </ActionIcon>
      )}
    </div>
  );
});

function RowContent({ row }: { readonly row: TreeRow }) {
  switch (row.kind) {
    case 'analysis':
      return <AnalysisContent row={row} />;
    case 'sample':
      return (
        <>
          <IconStack2 className={classes.sign} size={15} aria-hidden />
          <span className={classes.label}>{row.label}</span>
          {row.expanded === false && <span className={classes.technique}>{row.count}</span>}
        </>
      );
    case 'folder':
      return (
        <>
          <IconFolder className={classes.sign} size={15} aria-hidden />
          <span className={classes.label}>{row.label}</span>
          <span className={classes.technique}>{row.count}</span>
        </>
      );
    case 'file':
      return (
        <>
          <IconFile className={classes.sign} size={15} aria-hidden />
          <span className={classes.label}>{row.label}</span>
          {row.unused && (
            <span className={classes.unused} title="No analysis takes this file">
              unused
            </span>
          )}
        </>
      );
    default:
      return <span className={classes.label}>{row.label}</span>;
  }
}

function AnalysisContent({ row }: { readonly row: TreeRow }) {
  const run = useWorkbench(({ runs }) => runs[row.name]);
  const summary = run?.outcome === undefined ? undefined : findingSummary(run.outcome);
  const technique = findTechnique(row.technique ?? '');
  return (
    <>
      <RunStateIcon run={run} size={15} />
      <span className={classes.label} title={`${row.label}: ${runStateText(run)}`}>
        {row.label}
      </span>
      {summary?.worst !== undefined && summary.worst !== 'info' && (
        <span className={classes.badge} title={worstText(summary)}>
          <SeverityIcon severity={summary.worst} size={13} label={worstText(summary)} />
          <span aria-hidden>{summary.counts[summary.worst]}</span>
        </span>
      )}
      <span className={classes.technique} title={technique?.name}>
        {technique?.shortName}
      </span>
    </>
  );
}

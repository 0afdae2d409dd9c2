import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMove, IconMapPinPlus, IconMarquee2, IconZoomInArea, IconZoomReset } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FigureMode, FigureSession } from './figure-session.js';
import { withLimitsSet, withoutChoice } from './figure-session.js';
import classes from './figure-toolbar.module.css';
import { noLimits } from './limits/limits.js';

export interface FigureToolbarProps {
  readonly session: FigureSession;
  /** Words before the buttons. */
  readonly title?: string | undefined;
  /** Points may be left out: then there is a mode that selects them. */
  readonly selects: boolean;
  /** What a press does in the mode that names places; without it there is no such mode. */
  readonly places?: { readonly label: string; readonly hint: string } | undefined;
  readonly children?: ReactNode;
}

const MODES = [
  { mode: 'pan', label: 'Move', hint: 'Drag moves the axes. Ctrl + wheel zooms.', Icon: IconArrowsMove },
  { mode: 'zoom', label: 'Zoom', hint: 'Drag a box to zoom into it.', Icon: IconZoomInArea },
  {
    mode: 'select',
    label: 'Select points',
    hint: 'Drag a box around points, or press one, to leave it out.',
    Icon: IconMarquee2,
  },
] as const satisfies readonly { mode: FigureMode; label: string; hint: string; Icon: unknown }[];

/** What dragging does, the way back to the whole figure, and the menu. */
export function FigureToolbar({ session, title, selects, places, children }: FigureToolbarProps) {
  const mode = useStore(session, (state) => state.mode);
  const ready = useStore(session, (state) => state.picture !== undefined);
  const zoomed = useStore(session, (state) => state.limits.some((limit) => limit !== undefined));
  const modes = [
    ...MODES.filter((entry) => entry.mode !== 'select' || selects),
    ...(places === undefined ? [] : [{ mode: 'place' as const, ...places, Icon: IconMapPinPlus }]),
  ];
  return (
    <div className={classes.bar}>
      <div className={classes.title}>{title}</div>
      <div
        className={classes.tools}
        role="toolbar"
        aria-label={`Tools of the figure${title === undefined ? '' : ` ${title}`}`}
      >
        {modes.map(({ mode: own, label, hint, Icon }) => (
          <Tooltip key={own} label={hint}>
            <ActionIcon
              aria-label={label}
              aria-pressed={mode === own}
              data-active={mode === own || undefined}
              className={classes.mode}
              disabled={!ready}
              onClick={() => session.setState({ ...withoutChoice(session.getState()), mode: own }, true)}
            >
              <Icon size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label="Show everything (0 or double click)">
          <ActionIcon
            aria-label="Show everything"
            disabled={!zoomed}
            className={classes.mode}
            onClick={() => session.setState(withLimitsSet(session.getState(), noLimits), true)}
          >
            <IconZoomReset size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {children}
      </div>
    </div>
  );
}

import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Figure, Handle } from '../../../src/figure/figure.js';
import { type FigureLayout, type FigureWidth, layoutFigure } from '../../../src/figure/layout/figure-layout.js';
import { toData } from '../../../src/figure/layout/frames.js';
import { ExportMenu } from './export-menu.js';
import { createFigureSession, type FigureState, presentHit } from './figure-session.js';
import { FigureToolbar } from './figure-toolbar.js';
import classes from './figure-view.module.css';
import { watchGestures } from './gestures/figure-gestures.js';
import { afterKey, type Exclude } from './gestures/figure-keys.js';
import { CursorTags } from './layers/cursor-tags.js';
import { FigureOverlay } from './layers/figure-overlay.js';
import { HandleLayer } from './layers/handle-layer.js';
import { LiveNote } from './layers/live-note.js';
import { PlaceTooltip } from './layers/place-tooltip.js';
import { SelectionBar } from './layers/selection-bar.js';
import { describeFigure } from './picture/describe-figure.js';
import { mistakeText, usePicture } from './picture/use-picture.js';
import { shownColumn, useStage } from './picture/use-stage.js';
import { brushed, hasOrigins, originOf } from './points/point-origin.js';

export interface FigurePlacing {
  readonly label: string;
  readonly hint: string;
  /** @param x in units of the axis */
  readonly onPlace: (panel: number, x: number) => void;
}

export interface FigureViewProps {
  readonly figure: Figure;
  /** Analysis whose rows the figure shows: links pointing with the other figures of the page. */
  readonly analysis?: string;
  /** Journal column; on a narrow container always the single one. @default that of the figure */
  readonly width?: FigureWidth;
  /** Leaves points out of the analysis or takes them back; without it points cannot be selected. */
  readonly onExclude?: Exclude;
  /** Called once when a handle was let go at another value. */
  readonly onDrag?: (handle: Handle, value: number) => void;
  /** Pressing a place means something: the toolbar has a mode for it. */
  readonly placing?: FigurePlacing | undefined;
  /** A point was pressed, or chosen with Enter: the entry of `series` that it stands for. */
  readonly onPoint?: ((recording: string, figure: Figure) => void) | undefined;
  /** Name above the figure. */
  readonly title?: string;
  /** Of the files it is saved to, without ending. @default made of analysis and figure */
  readonly fileName?: string;
}

/** CSS pixels per point at which a figure is as large as anyone wants it. */
const LARGEST = 2.4;

/**
 * A figure of the report on the page: drawn by Vega from the same specification, as wide as its container, with zoom,
 * values under the pointer, points to be left out and numbers to be dragged. Exports are always the whole figure in print.
 */
export const FigureView = memo(function FigureView({
  figure,
  analysis,
  width,
  onExclude,
  onDrag,
  placing,
  onPoint,
  title,
  fileName,
}: FigureViewProps) {
  const [session] = useState(createFigureSession);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hintId = useId();
  const dark = useComputedColorScheme('light') === 'dark';
  const size = useStage(stage);
  const column = shownColumn(figure, width, size.cssWidth);
  const { layout, mistake } = useMemo(() => planOf(figure, column), [figure, column]);
  const description = useMemo(() => describeFigure(figure), [figure]);
  const failure = usePicture(session, { ...size, canvas, figure, width: column, dark }) ?? mistake;
  const mode = useStore(session, (state) => state.mode);
  const drawn = useStore(session, (state) => state.picture !== undefined);
  const zoomed = useStore(session, (state) => state.limits.some((limit) => limit !== undefined));
  const drawnHeight = useStore(session, (state) => state.picture?.layout.height);
  const drawnWidth = useStore(session, (state) => state.picture?.layout.width);
  const selects = onExclude !== undefined && hasOrigins(figure);

  const latest = useRef({ onExclude, placing, onPoint });
  useEffect(() => {
    latest.current = { onExclude, placing, onPoint };
  });
  const places = placing !== undefined;
  useEffect(() => {
    if (!places && session.getState().mode === 'place') session.setState({ mode: 'pan' });
  }, [session, places]);
  useEffect(() => {
    if (stage.current === null) return undefined;
    return watchGestures(stage.current, session, {
      onPress: (point) => {
        const drawnFigure = session.getState().figure;
        const origin = drawnFigure === undefined ? undefined : originOf(drawnFigure, point);
        if (origin === undefined) return;
        latest.current.onExclude?.([brushed(origin)], !origin.excluded);
      },
      onPlace: (box, place) => {
        const frame = session.getState().boxes[box];
        if (frame !== undefined) latest.current.placing?.onPlace(frame.panel, toData(frame, place.x, place.y).x);
      },
      onPoint: (point) => {
        const drawnFigure = session.getState().figure;
        const origin = drawnFigure === undefined ? undefined : originOf(drawnFigure, point);
        if (origin !== undefined) latest.current.onPoint?.(origin.recording, drawnFigure!);
      },
    });
  }, [session]);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && chosenByKey(session.getState(), placing, onPoint)) {
      event.preventDefault();
      return;
    }
    const next = afterKey(session.getState(), event, selects ? onExclude : undefined);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    session.setState(next, true);
  };

  const pointWidth = layout?.width ?? 1;
  const scale = size.cssWidth / (drawnWidth ?? pointWidth);
  // While one zooms the height hardly changes; what little it does must not push the page about.
  const pointHeight = Math.max(layout?.height ?? 1, drawnWidth === pointWidth ? (drawnHeight ?? 0) : 0);
  return (
    <div
      className={classes.view}
      data-figure={figure.id}
      style={layout === undefined ? undefined : { maxWidth: LARGEST * pointWidth }}
    >
      <FigureToolbar session={session} title={title} selects={selects} places={placing}>
        <ExportMenu figure={figure} analysis={analysis} fileName={fileName} />
      </FigureToolbar>
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          This figure cannot be drawn: {failure}
        </p>
      )}
      <div className={classes.sheet} hidden={layout === undefined}>
        <div
          ref={stage}
          className={classes.stage}
          role="application"
          aria-roledescription="figure"
          aria-label={title ?? figure.id}
          aria-describedby={hintId}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move, zoom and step on it, as its hint says
          tabIndex={0}
          data-mode={mode}
          data-zoomed={zoomed || undefined}
          data-drawn={drawn || undefined}
          style={{ aspectRatio: `${pointWidth} / ${pointHeight}` }}
          onKeyDown={press}
        >
          <canvas ref={canvas} className={classes.canvas} role="img" aria-label={description} />
          <FigureOverlay session={session} analysis={analysis} />
          <CursorTags session={session} scale={scale} />
          {onDrag !== undefined && <HandleLayer session={session} scale={scale} onDrag={onDrag} />}
          <PlaceTooltip session={session} analysis={analysis} scale={scale} />
          {!drawn && failure === undefined && <div className={classes.skeleton} aria-hidden="true" />}
        </div>
        {selects && (
          <SelectionBar
            session={session}
            scale={scale}
            onExclude={onExclude}
            onClose={() => stage.current?.focus({ preventScroll: true })}
          />
        )}
      </div>
      <p id={hintId} className={classes.spoken}>
        n and p step through the points, with Shift through the curves. Arrow keys move, plus and minus zoom, 0 shows
        everything.{selects ? ' Delete leaves the present point out, Insert takes it back.' : ''}
        {placing !== undefined && ` Enter: ${placing.label.toLowerCase()} at the present point.`}
      </p>
      <LiveNote session={session} analysis={analysis} />
    </div>
  );
});

/** Enter does at the present point what a press does there. */
function chosenByKey(
  state: FigureState,
  placing: FigurePlacing | undefined,
  onPoint: FigureViewProps['onPoint'],
): boolean {
  const hit = presentHit(state);
  const { figure, present } = state;
  if (hit === undefined || figure === undefined || present === undefined) return false;
  const frame = state.boxes.find((box) => box.panel === present.panel && box.part === present.part);
  if (placing !== undefined && frame !== undefined) {
    placing.onPlace(frame.panel, toData(frame, hit.x, hit.y).x);
    return true;
  }
  const origin = originOf(figure, present);
  if (origin === undefined || onPoint === undefined) return false;
  onPoint(origin.recording, figure);
  return true;
}

/** Room that the figure will take, before anything that draws has been loaded; or why it cannot be drawn. */
function planOf(figure: Figure, width: FigureWidth): { layout?: FigureLayout; mistake?: string } {
  try {
    return { layout: layoutFigure(figure, width) };
  } catch (error) {
    return { mistake: mistakeText(error) };
  }
}

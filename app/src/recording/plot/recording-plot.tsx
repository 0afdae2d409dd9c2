import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { RecordingClient } from '../recording-client.js';
import type { RowReadout, TableSummary } from '../recording-protocol.js';
import { describePlot } from './describe-plot.js';
import { readColours } from './plot-colours.js';
import { PlotController } from './plot-controller.js';
import { listenToGestures } from './plot-gestures.js';
import { plotKey } from './plot-keys.js';
import { PlotReadout } from './plot-readout.js';
import type { PlotSetup } from './plot-setup.js';
import { type PlotView, wholeView } from './plot-view.js';
import classes from './recording-plot.module.css';

export interface RecordingPlotProps {
  readonly client: RecordingClient;
  readonly setup: PlotSetup;
  readonly table: TableSummary;
  readonly isDark: boolean;
  /** Gets the controller while the plot is there: the way for others to move it. */
  readonly controller: RefObject<PlotController | null>;
  readonly marked: RowReadout | null;
  readonly onMark: (marked: RowReadout | null) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** The plot with crosshair and readout. Moving about in it renders nothing but the two canvases. */
export function RecordingPlot(props: RecordingPlotProps) {
  const { client, setup, table, isDark, controller, marked } = props;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const descriptionId = useId();
  const [pointed, setPointed] = useState<RowReadout | null>(null);
  const [view, setView] = useState<PlotView>(() => wholeView(setup, table));
  const latest = useRef(props);
  latest.current = props;

  // One controller for as long as the recording is open; what changes is told to it below.
  useLayoutEffect(() => {
    const element = host.current!;
    const { setup: first, table: of, isDark: dark } = latest.current;
    const made = new PlotController(
      { canvas: canvas.current!, overlay: overlay.current! },
      client,
      first,
      of,
      readColours(element, dark),
      {
        onReadout: setPointed,
        onMark: (row) => latest.current.onMark(row),
        onView: setView,
        onTrouble: (error) => latest.current.onTrouble(error),
      },
    );
    controller.current = made;
    const endGestures = listenToGestures(element, made);
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      endGestures();
      made.close();
      controller.current = null;
    };
  }, [client, controller]);

  useEffect(() => controller.current?.setSetup(setup, table), [controller, setup, table]);
  useEffect(() => controller.current?.setColours(readColours(host.current!, isDark)), [controller, isDark]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const made = controller.current;
    if (made !== null && plotKey(made, event, marked?.row ?? null, table.rows)) event.preventDefault();
  };

  return (
    <div className={classes.plot}>
      <PlotReadout setup={setup} table={table} readout={pointed ?? marked} isMark={pointed === null} isDark={isDark} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, this is a picture with keys */}
      <div
        ref={host}
        className={classes.host}
        role="group"
        aria-label="Plot. Arrow keys move, plus and minus zoom, 0 shows all, Y fits the height, comma and full stop step through rows"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot is moved with the keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={canvas}
          className={classes.canvas}
          role="img"
          aria-label="Plot of the recording"
          aria-describedby={descriptionId}
        />
        <canvas ref={overlay} className={classes.canvas} aria-hidden />
        <p id={descriptionId} className={classes.spoken}>
          {describePlot(setup, table, view)}
        </p>
      </div>
    </div>
  );
}

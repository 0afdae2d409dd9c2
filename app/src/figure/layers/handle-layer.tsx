import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Handle } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toPoint } from '../../../../src/figure/layout/frames.js';
import { typeset } from '../../../../src/figure/text/typeset.js';
import type { FigureSession } from '../figure-session.js';
import { printValue } from '../points/describe-point.js';
import { isInside } from '../points/point-cloud.js';
import classes from './handle-layer.module.css';
import { handleAt, handlePosition, handleRange, handleValue, nudged, valueUnder } from './handle-value.js';

export interface HandleLayerProps {
  readonly session: FigureSession;
  /** CSS pixels per point of the figure. */
  readonly scale: number;
  readonly onDrag: (handle: Handle, value: number) => void;
}

/** The numbers of a figure that can be dragged, as sliders at their places. */
export function HandleLayer({ session, scale, onDrag }: HandleLayerProps) {
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const frames = boxes.filter(({ part }) => part === 'main');
  return frames.map((box) =>
    figure?.panels[box.panel]?.handles?.map((handle) => (
      <HandleSlider key={`${box.panel} ${handle.label}`} handle={handle} box={box} scale={scale} onDrag={onDrag} />
    )),
  );
}

interface HandleSliderProps extends Omit<HandleLayerProps, 'session'> {
  readonly handle: Handle;
  readonly box: PanelFrameBox;
}

function HandleSlider({ handle, box, scale, onDrag }: HandleSliderProps) {
  const home = handleValue(handle, handlePosition(handle));
  /** A value that has not been handed over, or whose consequences are not there yet. */
  const [value, setValue] = useState<number | undefined>();
  const [held, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new figure has the consequences of the last drag
  useEffect(() => setValue(undefined), [handle]);
  const shown = value === undefined ? handle : handleAt(handle, value);
  const place = toPoint(box, shown.x, shown.y);
  if (!isInside(box, place.x, place.y, 1)) return null;

  const under = (event: PointerEvent<HTMLButtonElement>): number => {
    const stage = event.currentTarget.parentElement!.getBoundingClientRect();
    return valueUnder(handle, box, (event.clientX - stage.left) / scale, (event.clientY - stage.top) / scale);
  };
  const letGo = (): void => {
    setHeld(false);
    setValue(undefined);
  };
  const handOver = (chosen: number | undefined): void => {
    setHeld(false);
    setValue(chosen);
    if (chosen !== undefined && chosen !== home) onDrag(handle, chosen);
  };
  const press = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = direction(event.key);
    if (by !== undefined) {
      setValue((now) => nudged(now ?? home, by, event.shiftKey, handleRange(handle, box), handle.step));
      setHeld(true);
    } else if (event.key === 'Enter') {
      handOver(value);
    } else if (event.key === 'Escape' && held) {
      letGo();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const current = value ?? home;
  const [least, most] = handleRange(handle, box);
  const text = `${printValue(current, handle.unit)}`;
  return (
    <button
      type="button"
      role="slider"
      className={classes.handle}
      data-moves={handle.moves}
      data-held={held || undefined}
      style={{ left: place.x * scale, top: place.y * scale }}
      aria-label={handle.label}
      aria-orientation={handle.moves === 'x' ? 'horizontal' : 'vertical'}
      aria-valuenow={current}
      aria-valuemin={Math.min(least, current)}
      aria-valuemax={Math.max(most, current)}
      aria-valuetext={held ? `${text}; Enter sets it, Escape takes it back` : text}
      onKeyDown={press}
      onBlur={() => held && letGo()}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
      }}
      onPointerMove={(event) => {
        if (held && event.currentTarget.hasPointerCapture(event.pointerId)) setValue(under(event));
      }}
      onPointerUp={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        // The last move may not have been rendered yet; a press without any move changes nothing.
        handOver(value === undefined ? undefined : under(event));
      }}
      onPointerCancel={letGo}
    >
      <svg className={classes.grip} viewBox="-14 -14 28 28" aria-hidden="true">
        <circle r="5" />
        <path d="M-8-3.6-13 0-8 3.6ZM8-3.6 13 0 8 3.6Z" />
      </svg>
      <span className={classes.label}>
        {typeset(handle.label)} <b>{text}</b>
      </span>
    </button>
  );
}

function direction(key: string): 1 | -1 | undefined {
  if (key === 'ArrowUp' || key === 'ArrowRight') return 1;
  return key === 'ArrowDown' || key === 'ArrowLeft' ? -1 : undefined;
}

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFileTypePng, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import { DIRECTIONS } from './orientation.js';
import {
  lookingAlong,
  PARTS,
  type Part,
  restored,
  type StructureSession,
  type StructureState,
  withPart,
  zoomedBy,
} from './structure-session.js';
import classes from './structure-toolbar.module.css';

const NAMES: Readonly<Record<Part, string>> = {
  atoms: 'Atoms',
  polyhedra: 'Polyhedra',
  bonds: 'Bonds',
  cell: 'Cell and axes',
  labels: 'Site labels',
};

const ZOOM_STEP = 1.3;

export interface StructureToolbarProps {
  readonly session: StructureSession;
  readonly scene: StructureScene;
  readonly ready: boolean;
  readonly onSave: () => void;
}

/** From where one looks, what is shown, and the way to a file. */
export function StructureToolbar({ session, scene, ready, onSave }: StructureToolbarProps) {
  const shown = useStore(session, (state) => state.shown);
  const perspective = useStore(session, (state) => state.perspective);
  const change = (next: (state: StructureState) => StructureState) => () =>
    session.setState(next(session.getState()), true);
  const parts = PARTS.filter((part) => part !== 'polyhedra' || scene.polyhedra.length > 0).filter(
    (part) => part !== 'bonds' || scene.bonds.length > 0,
  );
  return (
    <div className={classes.bar}>
      <div className={classes.group} role="toolbar" aria-label="Look along">
        <span className={classes.word} aria-hidden="true">
          Along
        </span>
        {DIRECTIONS.map((direction) => (
          <Button
            key={direction}
            variant="default"
            size="compact-sm"
            className={classes.direction}
            aria-label={`Look along ${direction}`}
            disabled={!ready}
            onClick={change((state) => lookingAlong(state, scene, direction))}
          >
            {direction}
          </Button>
        ))}
      </div>
      <div className={classes.group} role="toolbar" aria-label="Parts shown">
        {parts.map((part) => (
          <Toggle
            key={part}
            name={NAMES[part]}
            isOn={shown[part]}
            disabled={!ready}
            onPress={change((state) => withPart(state, part, !state.shown[part]))}
          />
        ))}
        <Toggle
          name="Perspective"
          isOn={perspective}
          disabled={!ready}
          onPress={change((state) => ({ ...state, perspective: !state.perspective }))}
        />
      </div>
      <div className={classes.group} role="toolbar" aria-label="Size and picture">
        <Tool name="Zoom in" disabled={!ready} onPress={change((state) => zoomedBy(state, ZOOM_STEP))}>
          <IconZoomIn size={17} stroke={1.7} />
        </Tool>
        <Tool name="Zoom out" disabled={!ready} onPress={change((state) => zoomedBy(state, 1 / ZOOM_STEP))}>
          <IconZoomOut size={17} stroke={1.7} />
        </Tool>
        <Tool name="First view" disabled={!ready} onPress={change((state) => restored(state, scene))}>
          <IconZoomReset size={17} stroke={1.7} />
        </Tool>
        <Tool name="Save this view as PNG" disabled={!ready} onPress={onSave}>
          <IconFileTypePng size={17} stroke={1.7} />
        </Tool>
      </div>
    </div>
  );
}

function Toggle({
  name,
  isOn,
  disabled,
  onPress,
}: {
  readonly name: string;
  readonly isOn: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={classes.toggle}
      aria-pressed={isOn}
      disabled={disabled}
      onClick={onPress}
    >
      {name}
    </Button>
  );
}

function Tool({
  name,
  disabled,
  onPress,
  children,
}: {
  readonly name: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} disabled={disabled} onClick={onPress}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

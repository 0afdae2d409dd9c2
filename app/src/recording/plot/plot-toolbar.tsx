import { ActionIcon, Button, Chip, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitHeight,
  IconChartLine,
  IconChevronDown,
  IconHome,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import type { TableSummary } from '../recording-protocol.js';
import type { AxesPreset } from './axes-presets.js';
import type { PlotController } from './plot-controller.js';
import { plotKey } from './plot-keys.js';
import { type AxisName, canBeLog, columnsOn, type PlotSetup, toggleLog } from './plot-setup.js';
import classes from './recording-plot.module.css';

const AXES: readonly { readonly axis: AxisName; readonly label: string; readonly name: string }[] = [
  { axis: 'x', label: 'log x', name: 'Logarithmic x axis' },
  { axis: 'left', label: 'log y', name: 'Logarithmic left axis' },
  { axis: 'right', label: 'log right', name: 'Logarithmic right axis' },
];

/** What can be done with the plot, for those who use neither wheel nor keys. */
export function PlotToolbar({
  setup,
  table,
  presets,
  controller,
  onChange,
}: {
  readonly setup: PlotSetup;
  readonly table: TableSummary;
  readonly presets: readonly AxesPreset[];
  readonly controller: RefObject<PlotController | null>;
  readonly onChange: (setup: PlotSetup) => void;
}) {
  const press = (key: string) => () => {
    const present = controller.current;
    const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
    if (present !== null) plotKey(present, { key, ...none }, null, table.rows);
  };
  const hasRight = columnsOn(setup, table, 'right').length > 0;
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Plot">
      <Menu>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconChartLine size={15} />}
            rightSection={<IconChevronDown size={14} />}
          >
            Axes
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {presets.map(({ name, setup: preset }) => (
            <Menu.Item key={name} onClick={() => onChange(preset)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {AXES.filter(({ axis }) => axis !== 'right' || hasRight).map(({ axis, label, name }) => (
        <Chip
          key={axis}
          size="xs"
          variant="light"
          aria-label={name}
          checked={setup.log[axis]}
          disabled={!canBeLog(setup, table, axis)}
          onChange={() => onChange(toggleLog(setup, axis))}
        >
          {label}
        </Chip>
      ))}
      <Chip
        size="xs"
        variant="light"
        aria-label="Lines between successive rows"
        checked={setup.lines}
        onChange={() => onChange({ ...setup, lines: !setup.lines })}
      >
        lines
      </Chip>
      <div className={classes.tools}>
        <Tool label="Fit the height to what is seen (Y)" onClick={press('y')}>
          <IconArrowAutofitHeight size={17} />
        </Tool>
        <Tool label="Zoom in (+)" onClick={press('+')}>
          <IconZoomIn size={17} />
        </Tool>
        <Tool label="Zoom out (-)" onClick={press('-')}>
          <IconZoomOut size={17} />
        </Tool>
        <Tool label="Show all (0)" onClick={press('0')}>
          <IconHome size={17} />
        </Tool>
      </div>
    </div>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

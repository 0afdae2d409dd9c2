import { Checkbox, SegmentedControl, Switch, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { fileSeries } from './analysis-proposal.js';
import classes from './file-picker.module.css';
import type { Recognised } from './use-recognised.js';

/** Rows drawn at once; the filter finds the others. */
const MOST_ROWS = 150;

/** Chooses files of the study, series by series or one by one; those that the technique can take come first to mind. */
export function FilePicker({
  paths,
  technique,
  found,
  looking,
  used,
  chosen,
  onChosen,
}: {
  readonly paths: readonly string[];
  /** Long name. */
  readonly technique: string;
  readonly found: Recognised;
  readonly looking: boolean;
  /** Files that some analysis takes already. */
  readonly used: ReadonlySet<string>;
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}) {
  const [filter, setFilter] = useState('');
  const [single, setSingle] = useState(false);
  const [everything, setEverything] = useState(false);
  const fitting = useMemo(
    () =>
      paths.filter((path) => everything || found.get(path) === technique || !found.has(path) || chosen.includes(path)),
    [paths, everything, found, technique, chosen],
  );
  const rows = useMemo(
    () =>
      (single ? fitting.map((path) => ({ title: path, files: [path] })) : fileSeries(fitting)).filter(
        ({ title, files }) =>
          [title, ...files].some((text) => text.toLowerCase().includes(filter.trim().toLowerCase())),
      ),
    [fitting, single, filter],
  );
  const toggle = (files: readonly string[], to: boolean) => {
    const next = new Set(chosen);
    for (const file of files) {
      if (to) next.add(file);
      else next.delete(file);
    }
    onChosen(paths.filter((path) => next.has(path)));
  };
  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>Files</legend>
      <div className={classes.tools}>
        <TextInput
          className={classes.filter ?? ''}
          aria-label="Filter the files"
          placeholder="Filter"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="How files are listed"
          value={single ? 'single' : 'series'}
          onChange={(value) => setSingle(value === 'single')}
          data={[
            { value: 'series', label: 'Series' },
            { value: 'single', label: 'Single files' },
          ]}
        />
        <Switch
          label="All files"
          checked={everything}
          onChange={(event) => setEverything(event.currentTarget.checked)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.list} aria-label="Files to choose from" tabIndex={0}>
        {rows.slice(0, MOST_ROWS).map(({ title, files }) => {
          const count = files.filter((file) => chosen.includes(file)).length;
          return (
            <div key={title} className={classes.row}>
              <Checkbox
                label={title}
                checked={count === files.length}
                indeterminate={count > 0 && count < files.length}
                onChange={(event) => toggle(files, event.currentTarget.checked)}
              />
              <span className={classes.remark}>
                {[
                  ...(files.length > 1 ? [`${files.length} files`] : []),
                  ...(files.every((file) => used.has(file)) ? ['in use'] : []),
                ].join(', ')}
              </span>
            </div>
          );
        })}
        {rows.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {filter === ''
              ? `No file holds what ${technique} analyses. "All files" shows the others.`
              : 'No file is called so.'}
          </Text>
        )}
        {rows.length > MOST_ROWS && (
          <Text size="xs" c="dimmed" p="xs">
            and {rows.length - MOST_ROWS} more; use the filter
          </Text>
        )}
      </section>
      <Text size="xs" c="dimmed" role="status">
        {looking ? 'Looking into the files…' : `${chosen.length} chosen`}
      </Text>
    </fieldset>
  );
}

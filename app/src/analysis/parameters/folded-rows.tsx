import { Table, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ModelParameter } from '../../../../src/techniques/technique.js';
import { nameInGroup, type ParameterGroup } from './parameter-groups.js';
import type { RowFold } from './parameter-row.js';
import classes from './parameter-table.module.css';

export interface FoldedRowsProps {
  readonly groups: readonly ParameterGroup[];
  readonly isSet: (parameter: ModelParameter) => boolean;
  /** A parameter that somebody was sent to: its group is open. */
  readonly sentTo: string | undefined;
  readonly row: (parameter: ModelParameter, fold: RowFold) => ReactNode;
}

/** The rows of a long list: groups that can be closed, and rows that show start, bounds and tie when they are opened. */
export function FoldedRows({ groups, isSet, sentTo, row }: FoldedRowsProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return groups.map(({ name, members }) => {
    const isOpen = !closed.has(name) || members.some((one) => one.name === sentTo);
    const Sign = isOpen ? IconChevronDown : IconChevronRight;
    return [
      <Table.Tbody key={`group ${name}`}>
        <Table.Tr>
          <Table.Th scope="rowgroup" colSpan={5} className={classes.group}>
            <button
              type="button"
              className={classes.groupName}
              aria-expanded={isOpen}
              onClick={() => setClosed(withName(closed, name, isOpen))}
            >
              <Sign size={14} aria-hidden />
              {name === '' ? 'General' : name}
              <span className={classes.count}>
                {members.length}
                <VisuallyHidden> parameters</VisuallyHidden>
              </span>
            </button>
          </Table.Th>
        </Table.Tr>
      </Table.Tbody>,
      ...(isOpen ? members : []).map((parameter) =>
        row(parameter, {
          name: nameInGroup(parameter.name),
          isOpen: opened.has(parameter.name) || isSet(parameter),
          isHeldOpen: isSet(parameter),
          onToggle: () => setOpened(withName(opened, parameter.name, !opened.has(parameter.name))),
        }),
      ),
    ];
  });
}

/** The set with a name in it, or without it. */
function withName(names: ReadonlySet<string>, name: string, wanted: boolean): ReadonlySet<string> {
  const next = new Set(names);
  if (wanted) next.add(name);
  else next.delete(name);
  return next;
}

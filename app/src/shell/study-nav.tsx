import { Button } from '@mantine/core';
import { IconChartDots3, IconCode, IconFileDescription, IconLayoutDashboard, IconPlus } from '@tabler/icons-react';
import { SeverityIcon } from '../kit/severity-icon.js';
import { type Place, placeToHash } from '../state/place.js';
import { useWorkbench } from '../state/store.js';
import { showDialog } from './dialogs.js';
import { isEmptyProposal } from './empty-proposal.js';
import { setDrawer } from './page-state.js';
import classes from './study-nav.module.css';
import { StudyTree } from './study-tree.js';

const VIEWS = [
  { view: 'study', title: 'Study', Icon: IconLayoutDashboard },
  { view: 'compare', title: 'Compare', Icon: IconChartDots3 },
  { view: 'report', title: 'Report', Icon: IconFileDescription },
  { view: 'source', title: 'study.yaml', Icon: IconCode },
] as const satisfies readonly {
  readonly view: Place['view'];
  readonly title: string;
  readonly Icon: typeof IconCode;
}[];

/** The views of the study, and the tree of what is in it. */
export function StudyNav() {
  const view = useWorkbench(({ place }) => place.view);
  const empty = useWorkbench(isEmptyProposal);
  const mistaken = useWorkbench(({ mistakes }) => mistakes.length);
  const open = useWorkbench(({ study }) => study !== null);
  return (
    <div className={classes.nav}>
      <ul className={classes.links}>
        {VIEWS.map(({ view: to, title, Icon }) => (
          <li key={to}>
            <a
              className={classes.link}
              href={`#${placeToHash({ view: to })}`}
              aria-current={view === to ? 'page' : undefined}
              onClick={() => setDrawer(false)}
            >
              <Icon size={16} aria-hidden />
              {title}
              {to === 'source' && mistaken > 0 && !empty && (
                <span className={classes.mark}>
                  <SeverityIcon severity="error" size={14} label={`${mistaken} to correct`} />
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <StudyTree />
      <div className={classes.foot}>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={!open && !empty}
          onClick={() => showDialog({ kind: 'new-analysis' })}
        >
          Analysis
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={!open && !empty}
          onClick={() => showDialog({ kind: 'new-sample' })}
        >
          Sample
        </Button>
      </div>
    </div>
  );
}

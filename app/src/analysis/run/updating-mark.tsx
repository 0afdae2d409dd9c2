import { Button, Text } from '@mantine/core';
import { cancelRun } from '../../state/actions.js';
import { useWorkbench } from '../../state/store.js';
import classes from './updating-mark.module.css';

/** What is going on while an earlier result is still in sight; a refit is usually done before it appears. */
export function UpdatingMark({ id }: { readonly id: string }) {
  const run = useWorkbench(({ runs }) => runs[id]);
  if (run === undefined) return null;
  const doing = run.state === 'running' ? ` ${Math.round(run.share * 100)} %: ${run.doing}` : ', waiting';
  return (
    <div className={classes.mark}>
      <Text size="sm" className={classes.words}>
        Updating{doing}
      </Text>
      <Button variant="subtle" size="compact-xs" onClick={cancelRun}>
        Cancel
      </Button>
    </div>
  );
}

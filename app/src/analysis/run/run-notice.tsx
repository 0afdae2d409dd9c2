import { Button, Progress, Text } from '@mantine/core';
import { cancelRun, rerun } from '../../state/actions.js';
import { useWorkbench } from '../../state/store.js';
import classes from './run-notice.module.css';

/** How the run of an analysis stands, where there is no result yet or no new one. */
export function RunNotice({ id, hasResult }: { readonly id: string; readonly hasResult: boolean }) {
  const run = useWorkbench((state) => state.runs[id]);
  if (run === undefined) return null;
  const busy = run.state === 'waiting' || run.state === 'running';
  const percent = `${Math.round(run.share * 100)} %`;
  return (
    <>
      {busy && !hasResult && (
        <div className={classes.panel}>
          <Text size="sm">{run.state === 'waiting' ? 'Waiting for its turn' : `${percent}: ${run.doing}`}</Text>
          <Progress value={run.share * 100} size="sm" aria-label={`${id}, share done`} />
          <div>
            <Button variant="default" onClick={cancelRun}>
              Cancel
            </Button>
          </div>
        </div>
      )}
      {run.state === 'cancelled' && (
        <div className={classes.panel}>
          <Text size="sm">
            {hasResult ? 'Cancelled: what you see is of an earlier run.' : 'Cancelled before there was a result.'}
          </Text>
          <div>
            <Button variant="default" onClick={() => rerun([id])}>
              Run again
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

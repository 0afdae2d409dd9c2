import { Anchor, Button } from '@mantine/core';
import { SeverityIcon } from '../kit/severity-icon.js';
import { go, undo } from '../state/actions.js';
import { canUndo } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { isEmptyProposal } from './empty-proposal.js';
import classes from './mistakes-banner.module.css';

/** More are read beside the text. */
const MOST = 3;

/** study.yaml as it is now cannot be read: where, why, and that what is shown is from before. */
export function MistakesBanner() {
  const mistakes = useWorkbench((state) => state.mistakes);
  const inSource = useWorkbench(({ place }) => place.view === 'source');
  const older = useWorkbench(({ study }) => study !== null);
  const undoable = useWorkbench(({ history }) => canUndo(history));
  const empty = useWorkbench(isEmptyProposal);
  // Where nothing was recognised nobody has written anything wrong.
  if (mistakes.length === 0 || inSource || empty) return null;
  const more = mistakes.length - MOST;
  return (
    <section className={classes.banner} aria-label="Mistakes in study.yaml">
      <SeverityIcon severity="error" size={18} label="" />
      <div className={classes.words} role="status">
        <strong>
          study.yaml has {mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}
          {older && '; what you see is from before it'}
        </strong>
        <ul className={classes.list}>
          {mistakes.slice(0, MOST).map(({ line, column, path, message }) => (
            <li key={`${line} ${column} ${path} ${message}`}>
              {line !== undefined && (
                <>
                  <Anchor component="button" type="button" size="sm" onClick={() => go({ view: 'source' })}>
                    line {line}
                  </Anchor>{' '}
                </>
              )}
              {path !== '' && <code>{path}</code>} {message}
            </li>
          ))}
          {more > 0 && <li>and {more} more</li>}
        </ul>
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => go({ view: 'source' })}>
          Open study.yaml
        </Button>
        {undoable && (
          <Button variant="subtle" color="gray" onClick={undo}>
            Undo
          </Button>
        )}
      </div>
    </section>
  );
}

import { Anchor, Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { reveal } from '../shell/page-state.js';
import { go, save } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { isProposal } from '../state/study-status.js';
import classes from './proposal-note.module.css';

/** The folder has no study.yaml: what is shown was made from the files. */
export function ProposalNote() {
  const proposal = useWorkbench(isProposal);
  const writes = useWorkbench(({ folder }) => folder?.saveStudy !== undefined);
  const samples = useWorkbench(({ study }) => Object.keys(study?.samples ?? {}).join('\n'));
  if (!proposal) return null;
  const [first = '', ...others] = samples.split('\n');
  return (
    <aside className={classes.note} aria-label="A study made from the files">
      <IconSparkles className={classes.sign} size={18} aria-hidden />
      <p className={classes.words}>
        <strong>This study was made from the files.</strong> The folder has no study.yaml, so each series that was
        recognised became an analysis.{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          fw={600}
          onClick={() => reveal(others.length > 0 ? 'samples' : `sample:${first}`)}
        >
          Fill in what you measured
        </Anchor>{' '}
        of the {others.length > 0 ? 'samples' : 'sample'} (conductivities need thickness and area), then save it as
        study.yaml.
      </p>
      <div className={classes.actions}>
        <Button onClick={() => void save()}>{writes ? 'Save study.yaml' : 'Download study.yaml'}</Button>
        <Button variant="default" onClick={() => go({ view: 'source' })}>
          Look at the text
        </Button>
      </div>
    </aside>
  );
}

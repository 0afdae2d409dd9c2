import { Anchor, Button, List } from '@mantine/core';
import { EmptyNote } from '../kit/empty-note.js';
import { showDialog } from '../shell/dialogs.js';
import { chooseFiles } from '../shell/open-study.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';

/** Files written out; the tree has all of them. */
const MOST_FILES = 5;

/** No file was recognised as a measurement: what there is, and the ways on. */
export function NothingRecognised() {
  const files = useWorkbench((state) => state.files);
  const paths = files.map(({ path }) => path);
  return (
    <EmptyNote
      title={paths.length === 1 ? 'Not recognised as a measurement' : 'Nothing was recognised as a measurement'}
      action={
        <>
          <Button mr="xs" onClick={() => showDialog({ kind: 'new-analysis' })}>
            New analysis
          </Button>
          <Button variant="default" onClick={() => void chooseFiles()}>
            Open other files
          </Button>
        </>
      }
    >
      No analysis was proposed, since {paths.length === 1 ? 'the file holds' : 'the files hold'} no impedance spectra,
      no polarization and no cycling that can be read. Open a file to see what was found in it:
      <List size="sm" my={6}>
        {paths.slice(0, MOST_FILES).map((path) => (
          <List.Item key={path}>
            <Anchor component="button" type="button" inherit onClick={() => go({ view: 'recording', path })}>
              {path}
            </Anchor>
          </List.Item>
        ))}
        {paths.length > MOST_FILES && <List.Item>and {paths.length - MOST_FILES} more</List.Item>}
      </List>
      If you know better, make the analysis yourself.
    </EmptyNote>
  );
}

import { Alert } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';

export interface ChangeNote {
  readonly hasChanged: boolean;
  readonly dismiss: () => void;
}

/** Whether the file was changed on disk since the view was opened or the note put away. */
export function useChangeNote(stamp: string): ChangeNote {
  const [known, setKnown] = useState(stamp);
  return { hasChanged: known !== stamp, dismiss: () => setKnown(stamp) };
}

/** Says that what is shown is the file as it is now. */
export function FileChanged({ change }: { readonly change: ChangeNote }) {
  if (!change.hasChanged) return null;
  return (
    <Alert
      role="status"
      icon={<IconRefresh size={16} />}
      p="6px 12px"
      withCloseButton
      closeButtonLabel="Put the note away"
      onClose={change.dismiss}
    >
      The file was changed on disk and was read again.
    </Alert>
  );
}

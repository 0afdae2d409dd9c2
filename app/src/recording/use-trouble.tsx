import { Alert } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';

/** The last thing that went wrong while the recording was shown, as an alert that can be put away. */
export function useTrouble(): { readonly trouble: ReactNode; readonly tell: (error: unknown) => void } {
  const [message, setMessage] = useState<string | null>(null);
  const tell = useCallback((error: unknown) => setMessage(error instanceof Error ? error.message : String(error)), []);
  const trouble =
    message === null ? null : (
      <Alert
        color="red"
        p="6px 12px"
        withCloseButton
        closeButtonLabel="Put the message away"
        onClose={() => setMessage(null)}
      >
        {message}
      </Alert>
    );
  return { trouble, tell };
}

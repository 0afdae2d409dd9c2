import { Notification, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { dismissTrouble } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './trouble-notice.module.css';

/** Something went wrong that belongs to no analysis. It stays until it is put away. */
export function TroubleNotice() {
  const trouble = useWorkbench((state) => state.trouble);
  return (
    <div className={classes.place} role="alert">
      {trouble !== null && (
        <Notification
          className={classes.notice ?? ''}
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title={capital(trouble.title)}
          closeButtonProps={{ 'aria-label': 'Put away' }}
          onClose={dismissTrouble}
        >
          <Text size="sm">{sentence(trouble.message)}</Text>
          {trouble.hint !== undefined && (
            <Text size="sm" mt={4} c="dimmed">
              What to do: {trouble.hint}.
            </Text>
          )}
        </Notification>
      )}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Messages of the library are parts of a sentence. */
function sentence(text: string): string {
  const full = capital(text);
  return /[.!?]$/.test(full) ? full : `${full}.`;
}

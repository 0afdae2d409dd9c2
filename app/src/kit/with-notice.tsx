import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';

/** How long it is said that something is done. */
const DONE_MS = 5000;

export interface LongWork {
  /** While it goes on: `Export the whole study as zip`. */
  readonly title: string;
  /** When it is done: `The results are written beside study.yaml.` */
  readonly done: string;
  /** What to do; false when it ended without having done it, which has been said elsewhere. */
  readonly work: (tell: (doing: string) => void) => Promise<boolean | undefined>;
}

let notices = 0;

/**
 * Does something that takes a while: says what is going on, and that it is done.
 *
 * @throws what the work throws, after the notice is gone
 */
export async function withNotice({ title, done, work }: LongWork): Promise<void> {
  notices += 1;
  const id = `work-${notices}`;
  notifications.show({ id, title, message: 'Working…', loading: true, autoClose: false, withCloseButton: false });
  try {
    const isDone = await work((doing) => {
      const message = doing.charAt(0).toUpperCase() + doing.slice(1);
      notifications.update({ id, title, message, loading: true, autoClose: false, withCloseButton: false });
    });
    if (isDone === false) {
      notifications.hide(id);
      return;
    }
    notifications.update({
      id,
      title,
      message: done,
      loading: false,
      icon: <IconCheck size={18} aria-hidden />,
      color: 'teal',
      autoClose: DONE_MS,
      withCloseButton: true,
    });
  } catch (error) {
    notifications.hide(id);
    throw error;
  }
}

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../app.js';
import { registerServiceWorker } from '../platform/register-service-worker.js';
import { startWorkbench } from '../state/start.js';
import { useWorkbench } from '../state/store.js';
import { DiskChange } from './disk-change.js';
import './fonts.css';
import './shell.css';
import { colorSchemeManager, cssVariables, theme } from './theme.js';

/** Opens what the address asks for and draws the page into an element. */
export function startPage(root: HTMLElement): void {
  void startWorkbench().then(() => registerServiceWorker(useWorkbench.getState().folder?.kind === 'server'));
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <Notifications position="bottom-right" limit={3} />
        <DiskChange />
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}

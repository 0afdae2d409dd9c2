import { ActionIcon, Button, Group, Loader, Menu, Text, Title, useComputedColorScheme } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconDownload, IconFileZip, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReportFile } from '../../../src/report/figure-files.js';
import { download } from '../kit/download.js';
import { EmptyNote } from '../kit/empty-note.js';
import { type LongWork, withNotice } from '../kit/with-notice.js';
import { tellTrouble } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { downloadResults, downloadStudy, saveResults } from './export-study.js';
import { makeReport } from './make-report.js';
import { previewPage } from './preview-page.js';
import styles from './report-view.module.css';

/** Edits that follow each other are not each worth a report. */
const SETTLE_MS = 400;

/** The report as `interphase run` writes it, and the ways to take it along. */
export function ReportView() {
  const result = useWorkbench((state) => state.result);
  const running = useWorkbench((state) => state.running);
  const { files, doing } = useReport();
  if (result === null && !running) {
    return (
      <div className={styles.view}>
        <EmptyNote title="No report yet">The report is made when every analysis of the study has ended.</EmptyNote>
      </div>
    );
  }
  return (
    <div className={styles.view}>
      <Group justify="space-between">
        <Title order={1}>Report</Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {files === undefined
              ? ''
              : running
                ? 'The study is running; this is the report of its last run.'
                : capital(doing)}
          </Text>
          <ReportActions ready={files !== undefined} />
        </Group>
      </Group>
      {files === undefined ? (
        <Group className={styles.waiting} justify="center" role="status">
          <Loader size="sm" aria-hidden />
          <Text c="dimmed">{running ? 'Waiting for the analyses' : capital(doing || 'drawing the figures')}</Text>
        </Group>
      ) : (
        <Preview files={files} />
      )}
    </div>
  );
}

/** The files of the report of the last run, made anew whenever there is another one. */
function useReport(): { readonly files?: readonly ReportFile[]; readonly doing: string } {
  const result = useWorkbench((state) => state.result);
  const [files, setFiles] = useState<readonly ReportFile[]>();
  const [doing, setDoing] = useState('');
  useEffect(() => {
    if (result === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      makeReport(result, { signal: abort.signal, onProgress: setDoing }).then(
        (made) => {
          setFiles(made);
          setDoing('');
        },
        (error: unknown) => {
          if (!abort.signal.aborted) tellTrouble('the report could not be made', error);
        },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [result]);
  return { ...(files === undefined ? {} : { files }), doing };
}

function Preview({ files }: { readonly files: readonly ReportFile[] }) {
  const dark = useComputedColorScheme('light') === 'dark';
  const frame = useRef<HTMLIFrameElement>(null);
  const page = String(files.find(({ path }) => path === 'report.html')?.bytes ?? '');
  // The files that the page links to are here and nowhere else.
  const follow = () => {
    frame.current?.contentDocument?.addEventListener('click', (event) => {
      const link = event.target instanceof Object ? (event.target as Element).closest?.('a[href]') : null;
      const href = link?.getAttribute('href') ?? '#';
      if (href.startsWith('#')) return;
      event.preventDefault();
      const file = files.find(({ path }) => path === decodeURI(href));
      if (file !== undefined) download(href.split('/').at(-1)!, new Blob([file.bytes as BlobPart]));
    });
  };
  return (
    <iframe
      ref={frame}
      id="report-preview"
      title="Preview of the report"
      className={styles.frame}
      // No scripts: the page needs none, and none of ours may run in it.
      sandbox="allow-same-origin allow-modals"
      srcDoc={previewPage(page, dark)}
      onLoad={follow}
    />
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ReportActions({ ready }: { readonly ready: boolean }) {
  const canWrite = useWorkbench(({ folder }) => folder?.saveResults !== undefined);
  const [busy, setBusy] = useState(false);
  const run = (title: string, done: string, work: LongWork['work']) => {
    setBusy(true);
    withNotice({ title, done, work })
      .catch((error: unknown) => tellTrouble('the results could not be saved', error))
      .finally(() => setBusy(false));
  };
  const take = (title: string, work: LongWork['work']) => () => run(title, 'It is in your downloads.', work);
  const print = () => (document.getElementById('report-preview') as HTMLIFrameElement | null)?.contentWindow?.print();
  return (
    <Group gap="xs">
      <ActionIcon variant="default" size="lg" aria-label="Print the report" disabled={!ready} onClick={print}>
        <IconPrinter size={18} />
      </ActionIcon>
      {canWrite && (
        <Button
          leftSection={<IconDeviceFloppy size={16} />}
          disabled={!ready || busy}
          onClick={() => run('Write results beside study.yaml', 'They are in the folder results.', saveResults)}
        >
          Write results
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant={canWrite ? 'default' : 'filled'}
            leftSection={<IconDownload size={16} />}
            rightSection={<IconChevronDown size={14} />}
            disabled={!ready || busy}
          >
            Download
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileZip size={16} />}
            onClick={take('Export the whole study as zip', (tell) => downloadStudy(true, tell))}
          >
            The whole study: study.yaml, raw files, results
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileZip size={16} />}
            onClick={take('Export results as zip', (tell) => downloadStudy(false, tell))}
          >
            Results without the raw files
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            onClick={take('Export the report as HTML', downloadResults)}
          >
            report.html alone
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

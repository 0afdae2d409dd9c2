import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Result } from '../../../../src/execution/task.js';
import type { ReportFile } from '../../../../src/report/figure-files.js';
import { safeName } from '../../../../src/report/file-names.js';
import { download } from '../../kit/download.js';
import { tellTrouble } from '../../state/actions.js';
import { useWorkbench } from '../../state/store.js';
import { analysisJsonText, resultFiles, tableFiles, zipFiles } from './export-files.js';

/** What leaves the page of one analysis: the JSON of the command line, all tables, all figures, files for other programs. */
export function ExportMenu({ id, result }: { readonly id: string; readonly result: Result }) {
  const [drawing, setDrawing] = useState(false);
  const style = useWorkbench(({ study }) => study?.document.style ?? 'double-column');
  const name = safeName(id);
  const saveZip = (what: string, files: readonly ReportFile[]) =>
    download(`${name}-${what}.zip`, new Blob([zipFiles(name, files)]), 'application/zip');
  const saveFigures = async () => {
    setDrawing(true);
    try {
      // Drawing needs Vega: its own chunk, loaded when it is first asked for.
      const { figureFiles } = await import('./figure-files.js');
      saveZip('figures', await figureFiles(result.figures, style));
    } catch (error) {
      tellTrouble('the figures were not exported', error);
    } finally {
      setDrawing(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={drawing}
          leftSection={<IconDownload size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => download(`${name}.json`, analysisJsonText(result), 'application/json')}>
          Analysis as JSON
        </Menu.Item>
        <Menu.Item onClick={() => saveZip('tables', tableFiles(result))}>All tables as CSV (zip)</Menu.Item>
        <Menu.Item disabled={result.figures.length === 0} onClick={() => void saveFigures()}>
          All figures as SVG, PNG and Vega-Lite (zip)
        </Menu.Item>
        {result.files !== undefined && result.files.length > 0 && (
          <Menu.Item onClick={() => saveZip('files', resultFiles(result))}>Files for other programs (zip)</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

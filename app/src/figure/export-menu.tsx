import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconBraces,
  IconCopy,
  IconDownload,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconFileTypePng,
  IconFileTypeSvg,
} from '@tabler/icons-react';
import type { Figure } from '../../../src/figure/figure.js';
import { safeName } from '../../../src/report/file-names.js';
import { download } from '../kit/download.js';
import { useWorkbench } from '../state/store.js';
import { type DocumentStyle, figurePng, figureSvg, figureVegaLite } from './export-figure.js';
import { figureCsv } from './figure-csv.js';
import classes from './figure-toolbar.module.css';

const PNG_DPI = 300;
/** That of a study which says nothing about its document. */
const USUAL_STYLE: DocumentStyle = 'single-column';

export interface ExportMenuProps {
  /** As the analysis made it, without limits: what is exported is always the whole figure in print. */
  readonly figure: Figure;
  readonly analysis?: string | undefined;
  /** Of the files, without ending. @default made of analysis and figure */
  readonly fileName?: string | undefined;
}

/** Files and pictures of a figure, each as the report has it. */
export function ExportMenu({ figure, analysis, fileName }: ExportMenuProps) {
  const style = useWorkbench((state) => state.study?.document.style ?? USUAL_STYLE);
  const svgToPdf = useWorkbench((state) => state.folder?.svgToPdf);
  const name = safeName(fileName ?? (analysis === undefined ? figure.id : `${analysis}-${figure.id}`));
  const png = async (): Promise<Blob> => figurePng(await figureSvg(figure, style), PNG_DPI);
  const save = (extension: string, make: () => Promise<Blob | string> | Blob | string, type?: string) => async () => {
    try {
      download(`${name}.${extension}`, await make(), type);
    } catch (error) {
      tell(`${name}.${extension} could not be made`, error);
    }
  };
  const copy = async (): Promise<void> => {
    try {
      // The promise inside keeps the press of the button valid while the picture is made.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })]);
      notifications.show({ message: 'The figure is on the clipboard.' });
    } catch (error) {
      tell('The figure could not be copied', error);
    }
  };
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Tooltip label="Save or copy">
          <ActionIcon aria-label="Save or copy the figure" className={classes.mode}>
            <IconDownload size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Save the whole figure as printed</Menu.Label>
        <Menu.Item
          leftSection={<IconFileTypeSvg size={16} />}
          onClick={save('svg', () => figureSvg(figure, style), 'image/svg+xml')}
        >
          SVG
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypePng size={16} />} onClick={save('png', png)}>
          PNG, {PNG_DPI} dpi
        </Menu.Item>
        {svgToPdf !== undefined && (
          <Menu.Item
            leftSection={<IconFileTypePdf size={16} />}
            onClick={save('pdf', async () => svgToPdf(await figureSvg(figure, style)))}
          >
            PDF
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconBraces size={16} />}
          onClick={save('vl.json', () => figureVegaLite(figure, style), 'application/json')}
        >
          Vega-Lite, to edit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypeCsv size={16} />}
          onClick={save('csv', () => figureCsv(figure), 'text/csv')}
        >
          Its data, CSV
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          Copy as picture
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function tell(title: string, error: unknown): void {
  notifications.show({ color: 'red', title, message: error instanceof Error ? error.message : String(error) });
}

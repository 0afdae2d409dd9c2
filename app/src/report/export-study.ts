/** What can be taken out of the page as a whole. Each function waits for a run that has ended, and returns false where there was nothing to take. */
import { fail } from '../../../src/errors.js';
import type { StudyResult } from '../../../src/study/study-result.js';
import { download } from '../kit/download.js';
import { save } from '../state/actions.js';
import { presentText } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { isProposal, isUnsaved } from '../state/study-status.js';
import { makeReport, makeZip } from './make-report.js';

type OnProgress = (doing: string) => void;

/** The study as one zip: study.yaml and results, with the raw files or without. */
export async function downloadStudy(withRawFiles: boolean, onProgress: OnProgress): Promise<boolean> {
  const { folder, history, files } = useWorkbench.getState();
  const result = finishedResult();
  if (folder === null) return false;
  const name = fileNameOf(folder.name);
  const paths = withRawFiles ? files.map(({ path }) => path).filter((path) => path !== 'study.yaml') : [];
  const content = { name, text: presentText(history), paths, source: folder.source() };
  download(`${name}.zip`, await makeZip(result, content, { onProgress }));
  return true;
}

/** The page of the report alone. */
export async function downloadResults(onProgress: OnProgress): Promise<boolean> {
  const files = await makeReport(finishedResult(), { onProgress });
  const page = files.find(({ path }) => path === 'report.html');
  if (page === undefined) return false;
  download('report.html', new Blob([page.bytes as BlobPart], { type: 'text/html' }));
  return true;
}

/** Writes `results` beside study.yaml, where the folder can be written; study.yaml first, since the results are of it. */
export async function saveResults(onProgress: OnProgress): Promise<boolean> {
  const { folder } = useWorkbench.getState();
  const result = finishedResult();
  const isSaved = () => !isUnsaved(useWorkbench.getState()) && !isProposal(useWorkbench.getState());
  if (!isSaved()) await save();
  // Where saving failed, that has been said; results of another text are not written.
  if (!isSaved()) return false;
  await folder?.saveResults?.(
    (share, doing) => onProgress(`${Math.round(100 * share)} % ${doing}`),
    () => makeReport(result, { png: true, onProgress }),
  );
  return true;
}

function finishedResult(): StudyResult {
  const { result, running } = useWorkbench.getState();
  if (result !== null && !running) return result;
  throw fail('cannot-write', 'the study is still running', 'wait until every analysis has ended, then try again');
}

function fileNameOf(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '');
  return plain === '' ? 'study' : plain;
}

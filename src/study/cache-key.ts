import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AnalysisTask } from '../execution/task.js';
import { stableJson } from './stable-json.js';

/**
 * The name of a task's result in the cache: SHA-256 over everything the result is made of. Two tasks with one key give
 * the same bytes; whatever could change a digit changes the key: technique, version, options and their
 * origin in other analyses, sample, and for each input its content, label, conditions (or the columns they are read from) and path (which the provenance shows), and for each file that an option
 * names its content and path. The analysis' own name is not part of it.
 *
 * @param inputHashes SHA-256 of each input, in the order of `task.inputs`
 * @param optionFiles those that options name; without any the key is what it was before there were such files
 */
export function cacheKey(
  task: AnalysisTask,
  inputHashes: readonly string[],
  version: string,
  optionFiles: readonly { readonly path: string; readonly sha256: string }[] = [],
): string {
  if (inputHashes.length !== task.inputs.length) {
    throw new RangeError(`${task.inputs.length} inputs need as many hashes, not ${inputHashes.length}`);
  }
  const { technique, options, references, sample, conditionColumns } = task;
  const inputs = task.inputs.map((input, index) => ({ ...input, sha256: inputHashes[index] }));
  const files = optionFiles.length === 0 ? undefined : optionFiles.map(({ path, sha256: hash }) => [path, hash]);
  const content = { technique, version, options, references, sample, conditionColumns, inputs, files };
  return bytesToHex(sha256(utf8ToBytes(stableJson(content))));
}

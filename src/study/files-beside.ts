import { fileLabel } from './conditions.js';
import { sampleFolder } from './group-files.js';

/** A recording of one technique, as far as it tells which files are for it. */
interface Recorded {
  readonly path: string;
  readonly instrument?: string;
}

/**
 * Which files beside the recordings of a technique (structures, instrument parameters) are for which of them.
 *
 * @param recordings of one technique
 * @param samples folders of which each is a sample of its own
 */
export function filesBeside(recordings: readonly Recorded[], samples: ReadonlySet<string>) {
  /** What lies with the recordings of another sample is not for this one. */
  const isNear = (path: string, recording: string): boolean => {
    const folder = sampleFolder(path);
    return folder === '' || !samples.has(folder) || folder === sampleFolder(recording);
  };
  return {
    /** Whether a file may be for a series: neither with another sample, nor called like another recording. */
    isFor(path: string, series: readonly string[]): boolean {
      const namesakes = recordings.filter((recording) => stemOf(recording.path) === stemOf(path));
      const isOfAnother = namesakes.length > 0 && !namesakes.some((recording) => series.includes(recording.path));
      return isNear(path, series[0]!) && !isOfAnother;
    },
    /** False for a file that is offered to recordings of several instruments. */
    isOfOneInstrument(path: string): boolean {
      const near = recordings.filter((recording) => isNear(path, recording.path));
      return new Set(near.map(({ instrument }) => instrument)).size < 2;
    },
  };
}

/** Name of a file without folder and extension, in small letters: a pattern and its structure are often called the same. */
function stemOf(path: string): string {
  return fileLabel(path).toLowerCase();
}

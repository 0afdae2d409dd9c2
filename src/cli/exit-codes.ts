/** The promise of the command line to scripts. */
export const exitCodes = {
  done: 0,
  /** An input or an analysis failed; everything that could be done was done. */
  failed: 1,
  /** The command itself was wrong: unknown command or flag, missing argument. */
  usage: 2,
} as const;

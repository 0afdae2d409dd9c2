import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useWorkbench } from '../state/store.js';
import { runSummary, runText } from '../state/study-status.js';

/** An edit that is answered at once needs no word about its run. */
const WORTH_A_WORD_MS = 700;

/** Says when a run takes a while, and when it has ended, to people who do not see it. */
export function RunAnnouncer() {
  const running = useWorkbench((state) => state.running);
  const [words, setWords] = useState('');
  const began = useRef(false);
  useEffect(() => {
    if (!running) {
      const summary = runSummary(useWorkbench.getState().runs);
      if (began.current) setWords(`The run has ended: ${runText(summary, false)}.`);
      return;
    }
    began.current = true;
    const timer = setTimeout(() => setWords('The study is running.'), WORTH_A_WORD_MS);
    return () => clearTimeout(timer);
  }, [running]);
  return <VisuallyHidden role="status">{words}</VisuallyHidden>;
}

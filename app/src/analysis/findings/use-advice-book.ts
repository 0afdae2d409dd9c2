import { useEffect, useState } from 'react';
import type { AdviceBook } from './finding-advice.js';

let loading: Promise<AdviceBook> | undefined;

/** The documentation's words for findings; undefined until its chunk is there, and where it cannot be loaded. */
export function useAdviceBook(): AdviceBook | undefined {
  const [book, setBook] = useState<AdviceBook>();
  useEffect(() => {
    let gone = false;
    loading ??= import('./documented-advice.js').then(({ documentedAdvice }) => documentedAdvice);
    loading.then(
      (loaded) => {
        if (!gone) setBook(loaded);
      },
      () => {
        loading = undefined;
      },
    );
    return () => {
      gone = true;
    };
  }, []);
  return book;
}

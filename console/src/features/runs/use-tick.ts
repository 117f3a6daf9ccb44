import { useEffect, useState } from 'react';

/** The clock, each second while something goes on. */
export function useTick(isGoing: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isGoing) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isGoing]);
  return nowMs;
}

import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

/** Lets a wide table scroll by itself, by keyboard too, and takes no tab stop where it fits. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const reachable = overflows ? { tabIndex: 0, role: 'group', 'aria-label': label } : {};
  return (
    <div ref={box} className="table-scroll" {...reachable}>
      {children}
    </div>
  );
}

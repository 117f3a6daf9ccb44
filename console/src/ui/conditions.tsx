import { Suspense } from 'react';
import { lazyPart } from '../lib/lazy-part.ts';
import type { ConditionsProps } from './condition-rows.tsx';
import './conditions.css';

const Rows = lazyPart('consoleFilter', async () => (await import('./condition-rows.tsx')).ConditionRows);

/** Conditions one below the other, fetched where they are shown, with their words. */
export function Conditions(props: ConditionsProps) {
  return (
    <Suspense fallback={<div className="conditions-place" />}>
      <Rows {...props} />
    </Suspense>
  );
}

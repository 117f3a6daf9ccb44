import { useBlocker } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { useDraft } from './use-draft.ts';

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }));

/** Nobody loses what was not saved by following a link. */
export function LeaveGuard({ work }: { work: ReturnType<typeof useDraft> }) {
  const { isDirty, save } = work;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Suspense>
      <LeaveDialog
        isSaving={save.isPending}
        error={save.error}
        onStay={blocker.reset}
        onLeave={blocker.proceed}
        onSave={() => save.mutate('gently', { onSuccess: blocker.proceed })}
      />
    </Suspense>
  );
}

import { lazy, Suspense } from 'react';
import { LanguageMenu, ThemeMenu } from '../ui/preferences.tsx';
import { PaletteButton } from './palette-button.tsx';

const JobChips = lazy(async () => ({ default: (await import('./job-chips.tsx')).JobChips }));
const LiveBell = lazy(async () => ({ default: (await import('./live-bell.tsx')).LiveBell }));

/** What is at hand on every page: what goes on, what is new, and how the console looks. */
export function HeaderTools() {
  return (
    <div className="push-end row">
      <Suspense>
        <JobChips />
      </Suspense>
      <PaletteButton />
      <Suspense fallback={<span className="icon-button" />}>
        <LiveBell />
      </Suspense>
      <LanguageMenu save />
      <ThemeMenu />
    </div>
  );
}

import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { connectLive } from '../api/live.ts';
import { Bell } from '../features/notifications/bell.tsx';

/** Listens to what happens, for every page, and tells how much of it the reader has not read. */
export function LiveBell() {
  const { organization = '' } = useParams({ strict: false });
  useEffect(() => connectLive(organization), [organization]);
  return <Bell />;
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorFrom } from '../api/errors.ts';
import { sessionQuery } from '../api/session.ts';
import { Problem } from './states.tsx';

/** Whether the reader's role allows something. The server decides; this only spares a vain try. */
export function useMay(permission: string): boolean {
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  return session?.permissions.includes(permission) ?? false;
}

/** Shows its children to those who may, and to the others why there is nothing. */
export function Permitted({ to, children }: { to: string; children: ReactNode }) {
  return useMay(to) ? children : <Problem error={errorFrom(403, null)} />;
}

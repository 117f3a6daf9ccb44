import type { ReactNode } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';

interface PageProps {
  /** The name of the page, for the heading and the browser's tab. */
  title: string;
  heading?: ReactNode;
  beside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, heading, beside, actions, children }: PageProps) {
  const { t } = useMessages();
  return (
    <div className="page">
      <title>{t('console.documentTitle', { page: title })}</title>
      <div className="page-head">
        <h1>{heading ?? <bdi>{title}</bdi>}</h1>
        {beside}
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

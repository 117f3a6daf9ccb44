import { useQuery } from '@tanstack/react-query';
import { TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { healthQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LanguageMenu, ThemeMenu } from '../../ui/preferences.tsx';
import { SignInPicture } from './sign-in-picture.tsx';
import './sign-in.css';

/** What every page shows on which nobody is signed in yet. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useMessages();
  const version = useQuery(healthQuery).data?.version;
  return (
    <main className="sign-in">
      <title>{t('console.documentTitle', { page: title })}</title>
      <div className="sign-in-side">
        <div className="row sign-in-brand">
          <span className="sign-in-mark">
            <Icon as={TrendingUp} />
          </span>
          <span className="semibold" translate="no">
            Business Suite
          </span>
        </div>
        {children}
        <div className="row small faint">
          <LanguageMenu save={false} named />
          <ThemeMenu />
          <span className="push-end num">
            <bdi>{location.host}</bdi>
            {version !== undefined && <> · {t('consoleSignIn.version', { version })}</>}
          </span>
        </div>
      </div>
      <SignInPicture />
    </main>
  );
}

export function SignInHead({ title, lead }: { title: string; lead: ReactNode }) {
  return (
    <div className="stack-small sign-in-head">
      <h1>{title}</h1>
      {lead !== null && <p className="secondary">{lead}</p>}
    </div>
  );
}

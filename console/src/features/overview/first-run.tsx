import { useMutation } from '@tanstack/react-query';
import { FileDown, Lock, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { startSample } from '../../api/overview.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFault } from '../../ui/states.tsx';
import './overview.css';

interface FirstRunProps {
  name: string;
  mayLoad: boolean;
  /** Called with the job that loads the sample company. */
  onSample(jobId: string): void;
  /** The way to bring one's own data; or, once sample data are under way, how far they are. */
  children: ReactNode;
  isUnderWay?: boolean;
}

/** What a new organization sees: a company to try things on, or its own file. */
export function FirstRun({ name, mayLoad, onSample, children, isUnderWay = false }: FirstRunProps) {
  const { t, rich } = useMessages();
  const sample = useMutation({ mutationFn: startSample, onSuccess: onSample });
  return (
    <div className="first-run">
      <title>{t('console.documentTitle', { page: t('console.nav.home') })}</title>
      <div className="first-run-head">
        <h1>{t('consoleHome.firstRun.title')}</h1>
        <p className="secondary">
          {isUnderWay ? t('consoleHome.firstRun.underWay') : rich('consoleHome.firstRun.lead', { organization: name })}
        </p>
      </div>
      {!isUnderWay && mayLoad && (
        <div className="stack-small first-run-sample">
          <Button kind="primary" size="large" icon={Zap} busy={sample.isPending} onClick={() => sample.mutate()}>
            {t('consoleHome.firstRun.sample')}
          </Button>
          {sample.isError && <ActionFault error={sample.error} />}
          <p className="small faint">{t('consoleHome.firstRun.or')}</p>
        </div>
      )}
      <div className={isUnderWay ? 'first-run-progress' : 'first-run-drop'}>{children}</div>
      <p className="row small faint first-run-foot">
        <span className="row">
          <Icon as={Lock} size={14} />
          {t('consoleHome.firstRun.stays')}
        </span>
        <span className="row">
          <Icon as={FileDown} size={14} />
          {t('consoleHome.firstRun.rejected')}
        </span>
      </p>
    </div>
  );
}

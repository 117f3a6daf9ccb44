import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { jobQuery } from '../../api/jobs.ts';
import { profileQuery, refreshProfile } from '../../api/profile.ts';
import type { Profile } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { ActionFault } from '../../ui/states.tsx';
import './profile.css';

/** How far the measuring is. */
export function Measuring({ jobId, label }: { jobId: string; label: string }) {
  const job = useQuery(jobQuery(jobId)).data;
  return (
    <div className="stack-small profile-measuring">
      <p className="secondary">{label}</p>
      <ProgressBar share={job?.progress ?? 0} label={label} />
    </div>
  );
}

/** When it was measured, on how much of the data, and the way to do it again. */
export function ProfileHead({ profile }: { profile: Profile }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const queryClient = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => refreshProfile(profile.dataset),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: profileQuery(profile.dataset).queryKey }),
  });
  const { job_id: jobId, sample } = profile;
  return (
    <div className="row row-wrap small secondary">
      <span>
        {t('consoleProfile.measured', { when: format.relative(profile.measured_at, nowMs) })}
        {profile.is_stale && <span className="tone-warn"> · {t('consoleProfile.stale')}</span>}
        {sample !== null &&
          ` · ${t('consoleProfile.sample', { rows: sample.rows, margin: format.percent(sample.margin, 1) })}`}
        {profile.columns_left_out > 0 && ` · ${t('consoleProfile.leftOut', { count: profile.columns_left_out })}`}
      </span>
      <span className="push-end row">
        {refresh.isError && <ActionFault error={refresh.error} />}
        {jobId === null ? (
          <Button size="small" icon={RefreshCw} busy={refresh.isPending} onClick={() => refresh.mutate()}>
            {t('consoleProfile.again')}
          </Button>
        ) : (
          <Measuring jobId={jobId} label={t('consoleProfile.measuring')} />
        )}
      </span>
    </div>
  );
}

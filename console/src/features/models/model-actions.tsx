import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FlaskConical, Play, RefreshCw, Rocket } from 'lucide-react';
import { trainModel } from '../../api/models.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { DeployButton } from './deploy-button.tsx';

/** What comes next for this model, in one primary button. */
export function ModelActions({ model, organization }: { model: Model; organization: string }) {
  const { t } = useMessages();
  const train = useTrain(model, organization);
  const mayManage = useMay('ai_analytics:manage');
  if (model.status === 'training') return null;

  const trainedBefore = model.current_version !== null;
  const waiting = trainedBefore && model.current_version !== model.deployed_version;
  return (
    <>
      {train.isError && <ActionFault error={train.error} />}
      {mayManage && (
        <Button
          kind={trainedBefore ? 'plain' : 'primary'}
          icon={trainedBefore ? RefreshCw : Play}
          busy={train.isPending}
          onClick={() => train.mutate()}
        >
          {t(trainedBefore ? 'consoleModels.model.trainAgain' : 'consoleModels.newModel.train')}
        </Button>
      )}
      {model.deployed_version !== null && (
        <ButtonLink
          kind={waiting ? 'plain' : 'primary'}
          icon={FlaskConical}
          to="/o/$organization/models/$modelId/try"
          params={{ organization, modelId: String(model.id) }}
        >
          {t('consoleModels.model.try')}
        </ButtonLink>
      )}
      {waiting && mayManage && (
        <DeployButton model={model} kind="primary" icon={Rocket}>
          {t('consoleModels.model.deploy')}
        </DeployButton>
      )}
    </>
  );
}

function useTrain(model: Model, organization: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => trainModel(model.id, {}),
    onSuccess: ({ job_id: job }) =>
      navigate({
        to: '/o/$organization/models/$modelId',
        params: { organization, modelId: String(model.id) },
        search: { job },
      }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['models'] });
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

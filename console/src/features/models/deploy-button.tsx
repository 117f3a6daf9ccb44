import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import { isBaselineRefusal } from '../../api/errors.ts';
import { deployModel, modelQuery, promoteVersion } from '../../api/models.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';
import { Button } from '../../ui/button.tsx';
import { ActionFault } from '../../ui/states.tsx';

// The machinery of dialogs is fetched only where somebody needs it.
const DeployAnyway = lazy(async () => ({ default: (await import('./deploy-anyway.tsx')).DeployAnyway }));

interface DeployButtonProps {
  model: Model;
  /** The current version where none is named. */
  version?: number;
  kind?: 'primary' | 'plain';
  size?: 'small' | 'normal';
  icon?: LucideIcon;
  children: ReactNode;
}

export function DeployButton({ model, version, kind = 'plain', size = 'normal', icon, children }: DeployButtonProps) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const back = useMutation({
    mutationFn: (before: number) => promoteVersion(model.id, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['models'] }),
  });
  const deploy = useMutation({
    mutationFn: (reason: string | null) =>
      deployModel(model.id, {
        ...(version !== undefined && { version }),
        ...(reason !== null && { force: true, reason }),
      }),
    onSuccess: (deployed) => {
      const before = model.deployed_version;
      if (before !== null && before !== deployed.deployed_version) {
        offerUndo({
          text: t('consoleModels.deploy.now', { name: model.model_name, version: String(deployed.deployed_version) }),
          undo: () => back.mutate(before),
        });
      }
      queryClient.setQueryData(modelQuery(model.id).queryKey, deployed);
      return queryClient.invalidateQueries({ queryKey: ['models'] });
    },
  });
  const refused = isBaselineRefusal(deploy.error) ? deploy.error : null;

  return (
    <>
      {deploy.isError && refused === null && <ActionFault error={deploy.error} />}
      <output className="hidden-visually">{deploy.isSuccess && t('consoleModels.model.deployedNow')}</output>
      <Button
        kind={kind}
        size={size}
        {...(icon && { icon })}
        busy={deploy.isPending && refused === null}
        onClick={() => deploy.mutate(null)}
      >
        {children}
      </Button>
      {refused !== null && (
        <Suspense>
          <DeployAnyway refusal={refused} onClose={deploy.reset} onDeploy={(reason) => deploy.mutate(reason)} />
        </Suspense>
      )}
    </>
  );
}

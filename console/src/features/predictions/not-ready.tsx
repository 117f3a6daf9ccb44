import { FlaskConical } from 'lucide-react';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';

interface NotReadyProps {
  model: Model;
  params: { organization: string; modelId: string };
}

/** A model answers only when it is deployed; its score is where that is decided. */
export function NotReady({ model, params }: NotReadyProps) {
  const { t } = useMessages();
  return (
    <Card>
      <Empty
        icon={FlaskConical}
        text={t(model.current_version === null ? 'consoleModels.try.notTrained' : 'consoleModels.try.notDeployed')}
        action={
          <ButtonLink kind="primary" to="/o/$organization/models/$modelId" params={params}>
            {t('consoleModels.try.seeScore')}
          </ButtonLink>
        }
      />
    </Card>
  );
}

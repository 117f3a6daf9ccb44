import { Gift } from 'lucide-react';
import { useParams } from '@tanstack/react-router';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

/** How much of what there is gets offered to anybody, and the way to somebody's offers. */
export function OffersCard({ model, version }: { model: Model; version: ModelVersion }) {
  const { t, format } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const share = version.metrics['coverage_at_10'];
  const naive = version.baseline['coverage_at_10'];
  return (
    <Card title={t('consoleKinds.offers.title')}>
      <div className="stack">
        {share !== undefined && (
          <p className="secondary">
            {t('consoleKinds.offers.reach', {
              share: format.percent(share, share < 0.1 ? 1 : 0),
              naive: format.percent(naive ?? 0, 1),
            })}
          </p>
        )}
        {model.deployed_version === null ? (
          <p className="hint">{t('consoleModels.try.notDeployed')}</p>
        ) : (
          <div className="row">
            <ButtonLink
              icon={Gift}
              to="/o/$organization/models/$modelId/try"
              params={{ organization, modelId: String(model.id) }}
            >
              {t('consoleKinds.offers.try')}
            </ButtonLink>
          </div>
        )}
      </div>
    </Card>
  );
}

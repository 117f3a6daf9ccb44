import { useQuery } from '@tanstack/react-query';
import { deploymentsQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/states.tsx';

/** Which version has answered since when, and why. */
export function DeploymentsCard({ id }: { id: number }) {
  const { t, format } = useMessages();
  const deployments = useQuery(deploymentsQuery(id));
  return (
    <Card title={t('consoleWatch.deployments.title')}>
      <Loaded query={deployments}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{t('consoleModels.try.notDeployed')}</p>
          ) : (
            <ul className="stack-small">
              {items.map((each) => (
                <li key={each.id}>
                  <div className="row">
                    <b className="semibold num">{t('consoleModels.model.version', { version: each.version })}</b>
                    <span className="secondary">{t(`consoleWatch.deployments.${each.kind}`)}</span>
                    <time className="push-end small faint" dateTime={each.deployed_at}>
                      {format.dateTime(each.deployed_at)}
                    </time>
                  </div>
                  {each.reason !== null && each.reason !== '' && (
                    <p className="small secondary">
                      <bdi>{each.reason}</bdi>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

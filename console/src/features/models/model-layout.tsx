import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import { modelQuery } from '../../api/models.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { isSeries } from '../../lib/model-kinds.ts';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelStatus } from './model-status.tsx';
import './models.css';

const route = getRouteApi('/o/$organization/models/$modelId');

/** The head of a model's pages: its name, its state, what can be done next. */
export function ModelLayout() {
  const { t } = useMessages();
  const { organization, modelId } = route.useParams();
  const model = useQuery(modelQuery(Number(modelId)));
  const trying = useMatchRoute()({ to: '/o/$organization/models/$modelId/try' }) !== false;
  const params = { organization, modelId };
  return (
    <Page
      title={model.data?.model_name ?? t('consoleModels.model.one')}
      beside={
        model.data && (
          <>
            <ModelStatus status={model.data.status} />
            <Summary model={model.data} />
          </>
        )
      }
      actions={model.data && !trying && <ModelActions model={model.data} organization={organization} />}
    >
      {model.data === undefined ? (
        <Card>
          <Loaded query={model}>{() => null}</Loaded>
        </Card>
      ) : (
        <>
          <Tabs params={params} model={model.data} />
          <Outlet />
        </>
      )}
    </Page>
  );
}

function Tabs({ params, model }: { params: { organization: string; modelId: string }; model: Model }) {
  const { t } = useMessages();
  return (
    <nav className="tabs" aria-label={t('consoleModels.model.views')}>
      <Link
        to="/o/$organization/models/$modelId"
        params={params}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('consoleModels.model.tab.card')}
      </Link>
      <Link
        to="/o/$organization/models/$modelId/try"
        params={params}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('consoleModels.model.tab.try')}
      </Link>
      <Link
        to="/o/$organization/models/$modelId/predictions"
        params={params}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('consoleModels.model.tab.predictions')}
      </Link>
      {!isSeries(model) && model.model_type !== 'recommendations' && (
        <Link
          to="/o/$organization/models/$modelId/batches"
          params={params}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t('consoleModels.model.tab.batches')}
        </Link>
      )}
      <Link to="/o/$organization/models/$modelId/watch" params={params} activeProps={{ 'aria-current': 'page' }}>
        {t('consoleModels.model.tab.watch')}
      </Link>
    </nav>
  );
}

function Summary({ model }: { model: Model }) {
  const { t, rich } = useMessages();
  return (
    <span className="small faint">
      {model.current_version !== null && (
        <>
          <bdi className="num">{t('consoleModels.model.version', { version: model.current_version })}</bdi>
          {' · '}
        </>
      )}
      {t(`consoleModels.modelType.${model.model_type}`)}
      {model.target_column !== null && model.model_type !== 'recommendations' && (
        <>
          {' · '}
          {rich('consoleModels.models.predicts', { target: model.target_column })}
        </>
      )}
    </span>
  );
}

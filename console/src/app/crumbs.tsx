import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { modelQuery } from '../api/models.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import type { MessageKey } from '../lib/messages/translator.ts';

function named(key: MessageKey) {
  return function Crumb() {
    return useMessages().t(key);
  };
}

function DatasetCrumb() {
  const { dataset } = useParams({ strict: false });
  return <bdi>{dataset}</bdi>;
}

function ModelCrumb() {
  const { modelId } = useParams({ strict: false });
  const model = useQuery({ ...modelQuery(Number(modelId)), enabled: false });
  return <bdi>{model.data?.model_name ?? modelId}</bdi>;
}

/** What each place is called in the line of places. */
export const crumbs = {
  home: named('console.nav.home'),
  datasets: named('console.nav.datasets'),
  dataset: DatasetCrumb,
  newImport: named('console.import.crumb'),
  importOne: named('console.import.one'),
  models: named('console.nav.models'),
  newModel: named('console.newModel.crumb'),
  model: ModelCrumb,
  settings: named('console.nav.settings'),
};

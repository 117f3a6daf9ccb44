import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { MessageKey } from '../lib/messages/message-keys.ts';

function named(key: MessageKey) {
  return function Crumb() {
    return useMessages().t(key);
  };
}

function DatasetCrumb() {
  const { dataset } = useParams({ strict: false });
  return <bdi>{dataset}</bdi>;
}

const load = () => import('./named-crumbs.tsx');
const ModelCrumb = lazy(async () => ({ default: (await load()).ModelCrumb }));
const WorkflowCrumb = lazy(async () => ({ default: (await load()).WorkflowCrumb }));
const RunCrumb = lazy(async () => ({ default: (await load()).RunCrumb }));

/** What each place is called in the line of places. */
export const crumbs = {
  home: named('console.nav.home'),
  datasets: named('console.nav.datasets'),
  dataset: DatasetCrumb,
  newImport: named('console.import.crumb'),
  importOne: named('console.import.one'),
  questions: named('console.nav.questions'),
  outlook: named('console.nav.outlook'),
  models: named('console.nav.models'),
  newModel: named('console.newModel.crumb'),
  model: ModelCrumb,
  workflows: named('console.nav.workflows'),
  workflow: WorkflowCrumb,
  inbox: named('console.nav.inbox'),
  runs: named('console.nav.runs'),
  run: RunCrumb,
  approvals: named('console.nav.approvals'),
  settings: named('console.nav.settings'),
};

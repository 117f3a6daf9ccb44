import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import type { NewQualityRule, Suggestion } from './types.ts';

const pollMs = 1000;

const key = (name: string) => ['quality', name];
const at = (name: string) => ({ params: { path: { name } } });

export function rulesQuery(name: string) {
  return queryOptions({
    queryKey: [...key(name), 'rules'],
    queryFn: () => answer(api.GET('/api/v1/data/datasets/{name}/quality-rules', at(name))),
  });
}

export function alertsQuery(name: string) {
  const query = { dataset: name, status: 'open' as const, limit: 100 };
  return queryOptions({
    queryKey: [...key(name), 'alerts'],
    queryFn: () => answer(api.GET('/api/v1/data/quality-alerts', { params: { query } })),
  });
}

interface Suggestions {
  /** Null while the dataset is being measured, by which rules are proposed. */
  items: Suggestion[] | null;
}

/** Asks again while the dataset is being measured. */
export function suggestionsQuery(name: string) {
  return queryOptions({
    queryKey: [...key(name), 'suggestions'],
    queryFn: async (): Promise<Suggestions> => {
      const found = await answer(api.GET('/api/v1/data/datasets/{name}/quality-rules/suggestions', at(name)));
      return { items: 'items' in found ? found.items : null };
    },
    refetchInterval: ({ state: { data } }) => (data?.items === null ? pollMs : false),
  });
}

export function createRule(name: string, body: NewQualityRule) {
  return answer(api.POST('/api/v1/data/datasets/{name}/quality-rules', { ...at(name), body }));
}

export function previewRule(name: string, body: NewQualityRule) {
  return answer(api.POST('/api/v1/data/datasets/{name}/quality-rules/preview', { ...at(name), body }));
}

export function acceptSuggestions(name: string, ids: string[]) {
  return answer(api.POST('/api/v1/data/datasets/{name}/quality-rules/suggestions', { ...at(name), body: { ids } }));
}

export function runRules(name: string) {
  return answer(api.POST('/api/v1/data/datasets/{name}/quality-rules/run', at(name)));
}

export function updateRule(id: number, body: { enabled: boolean }) {
  return answer(api.PATCH('/api/v1/data/quality-rules/{id}', { params: { path: { id } }, body }));
}

export function removeRule(id: number) {
  return done(api.DELETE('/api/v1/data/quality-rules/{id}', { params: { path: { id } } }));
}

export function acknowledgeAlert(id: number) {
  return answer(api.POST('/api/v1/data/quality-alerts/{id}/acknowledge', { params: { path: { id } } }));
}

import { getRouteApi } from '@tanstack/react-router';
import type { Column, DatasetDetail } from '../../api/types.ts';
import { present } from '../../lib/url-state.ts';
import type { SuggestedFeature } from './default-features.ts';
import { canBeTarget, sameNames, suggestFeatures, suggestType } from './default-features.ts';

const route = getRouteApi('/o/$organization/models/new');

export type DraftType = 'classification' | 'regression';
export type DraftSplit = '10' | '20' | '30';
export const splits: readonly DraftSplit[] = ['10', '20', '30'];

/** A model not yet made, as the address of the page has it, with what is suggested where the address is silent. */
export interface ModelDraft {
  target: Column | undefined;
  type: DraftType;
  suggestedType: DraftType;
  suggestions: SuggestedFeature[];
  features: string[];
  split: DraftSplit;
  setTarget(name: string): void;
  setFeatures(names: string[]): void;
  setType(type: DraftType): void;
  setSplit(split: DraftSplit): void;
}

export function useModelDraft(dataset: DatasetDetail): ModelDraft {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { columns, sample_rows: rows } = dataset;

  const target = columns.find((column) => column.name === search.target && canBeTarget(column));
  const suggestions = suggestFeatures(columns, target?.name, rows);
  const suggested = suggestions.filter(({ leftOutFor }) => leftOutFor === null).map(({ name }) => name);
  const known = new Set(suggestions.map(({ name }) => name));
  const suggestedType = target === undefined ? 'classification' : suggestType(target, rows);
  const type =
    target?.type === 'text' || target?.type === 'boolean' ? 'classification' : (search.type ?? suggestedType);

  const change = (changes: Partial<typeof search>, keep: typeof search = search) =>
    void navigate({ search: present({ ...keep, ...changes }), replace: true, resetScroll: false });

  return {
    target,
    type,
    suggestedType,
    suggestions,
    features: search.features?.filter((name) => known.has(name)) ?? suggested,
    split: search.split ?? '20',
    // Another target makes other features sensible: what was chosen for the old one goes.
    setTarget: (name) => change({ target: name }, present({ dataset: search.dataset, split: search.split })),
    setFeatures: (names) => {
      const { features: _, ...rest } = search;
      change(sameNames(names, suggested) ? {} : { features: names }, rest);
    },
    setType: (next) => change({ type: next }),
    setSplit: (split) => change({ split }),
  };
}

import { getRouteApi } from '@tanstack/react-router';
import type { DatasetDetail } from '../../api/types.ts';
import { present } from '../../lib/url-state.ts';
import type { SuggestedFeature } from './default-features.ts';
import { sameNames } from './default-features.ts';
import type { KindGoal } from './goals.ts';
import type { KindChoice } from './kind-definition.ts';
import { definitionOf, suggestColumns, suggestTraits } from './kind-definition.ts';

const route = getRouteApi('/o/$organization/models/new');

export const rarities = ['0.5', '1', '2', '5'] as const;
export type Rarity = (typeof rarities)[number];
const usualRarity = '1';
const mostHorizon = 400;

/** A model that tells no column of a row, as the address of the page has it. */
export function useKindDraft(dataset: DatasetDetail, goal: KindGoal) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { columns, sample_rows: rows } = dataset;
  const known = (name: string | undefined) => columns.find((column) => column.name === name)?.name;
  const suggested = suggestColumns(columns);
  const suggestions: SuggestedFeature[] = suggestTraits(columns, rows);
  const usual = suggestions.filter(({ leftOutFor }) => leftOutFor === null).map(({ name }) => name);
  const horizon = Number(search.horizon);
  const groups = Number(search.groups);
  const rarity: Rarity = search.rare ?? usualRarity;

  const choice: KindChoice = {
    value: known(search.target) ?? suggested.value,
    time: search.time === 'none' ? undefined : (known(search.time) ?? suggested.time),
    who: known(search.who) ?? suggested.who,
    what: known(search.what) ?? suggested.what,
    amount: known(search.amount),
    by: known(search.by),
    features: search.features?.filter((name) => suggestions.some((each) => each.name === name)) ?? usual,
    period: search.period,
    aggregate: search.aggregate,
    horizon: Number.isInteger(horizon) && horizon >= 1 && horizon <= mostHorizon ? horizon : undefined,
    rare: Number(rarity) / 100,
    groups: groups >= 2 && groups <= 10 ? groups : undefined,
  };
  const change = (changes: { [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: present({ ...search, ...changes }), replace: true, resetScroll: false });
  return {
    choice,
    rarity,
    suggestions,
    definition: definitionOf(goal, dataset.name, choice),
    change,
    setFeatures: (names: string[]) => {
      const { features: _, ...rest } = search;
      void navigate({
        search: sameNames(names, usual) ? rest : { ...rest, features: names },
        replace: true,
        resetScroll: false,
      });
    },
  };
}

export type KindDraft = ReturnType<typeof useKindDraft>;

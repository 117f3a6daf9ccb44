import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleSlash, Trash2, TriangleAlert } from 'lucide-react';
import { createRule, removeRule, updateRule } from '../../api/quality.ts';
import type { DatasetDetail, NewQualityRule, QualityRule } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { offerUndo } from '../../lib/undo.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { RuleExamples } from './rule-examples.tsx';

interface RulesTableProps {
  rules: readonly QualityRule[];
  dataset: DatasetDetail;
  organization: string;
}

export function RulesTable({ rules, dataset, organization }: RulesTableProps) {
  const { t } = useMessages();
  return (
    <TableScroll label={t('consoleQuality.rules')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleQuality.rule')}</th>
            <th scope="col">{t('consoleQuality.result')}</th>
            <th scope="col" className="wide-only">
              {t('consoleQuality.severity')}
            </th>
            <th scope="col">{t('consoleQuality.on')}</th>
            <th scope="col">
              <span className="hidden-visually">{t('consoleQuality.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} dataset={dataset} organization={organization} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** What makes the same rule again. */
function asNew({ kind, column, setting, name, allowed_share: share, severity, enabled }: QualityRule): NewQualityRule {
  return { ...setting, kind, ...(column !== null && { column }), name, allowed_share: share, severity, enabled };
}

function useRuleChanges(rule: QualityRule) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const refetch = () => queryClient.invalidateQueries({ queryKey: ['quality', rule.dataset] });
  const restore = async () => {
    await createRule(rule.dataset, asNew(rule));
    await refetch();
  };
  const toggle = useMutation({
    mutationFn: (enabled: boolean) => updateRule(rule.id, { enabled }),
    onSettled: refetch,
  });
  const remove = useMutation({
    mutationFn: () => removeRule(rule.id),
    onSuccess: () =>
      offerUndo({
        text: t('consoleQuality.removed'),
        undo: () => void restore(),
      }),
    onSettled: refetch,
  });
  return { toggle, remove };
}

function RuleRow({ rule, dataset, organization }: { rule: QualityRule; dataset: DatasetDetail; organization: string }) {
  const { t } = useMessages();
  const mayUpdate = useMay('data:update');
  const { toggle, remove } = useRuleChanges(rule);
  const enabled = toggle.isPending ? toggle.variables : rule.enabled;
  const title = rule.name ?? rule.sentence;
  return (
    <tr className={rule.enabled ? undefined : 'rule-off'}>
      <th scope="row" className="wrap rule-name">
        <span className="medium">{title}</span>
        {rule.name !== null && rule.name !== rule.sentence && <p className="small faint">{rule.sentence}</p>}
      </th>
      <td className="wrap rule-result">
        <RuleResult rule={rule} dataset={dataset} organization={organization} />
      </td>
      <td className="wide-only">
        <SeverityChip severity={rule.severity} />
      </td>
      <td>
        <input
          type="checkbox"
          className="checkbox"
          aria-label={t('consoleQuality.onNamed', { rule: title })}
          checked={enabled}
          disabled={!mayUpdate}
          onChange={(event) => toggle.mutate(event.target.checked)}
        />
      </td>
      <td className="end">
        {mayUpdate && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('consoleQuality.removeNamed', { rule: title })}
            onClick={() => remove.mutate()}
          >
            <Icon as={Trash2} size={14} />
          </button>
        )}
      </td>
    </tr>
  );
}

const outcomes = {
  held: { tone: 'good', icon: CircleCheck },
  broken: { tone: 'bad', icon: TriangleAlert },
  not_checked: { tone: 'neutral', icon: CircleSlash },
} as const;

function RuleResult({
  rule,
  dataset,
  organization,
}: {
  rule: QualityRule;
  dataset: DatasetDetail;
  organization: string;
}) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const result = rule.last_result;
  if (result === null) return <span className="faint">{t('consoleQuality.notAsked')}</span>;
  const { tone, icon } = outcomes[result.outcome];
  return (
    <div className="stack-small">
      <span className="row row-wrap">
        <Chip tone={tone} icon={icon}>
          {t(`consoleQuality.outcome.${result.outcome}`)}
        </Chip>
        <span className="small faint">{format.relative(result.checked_at, nowMs)}</span>
      </span>
      {result.outcome !== 'held' && <span className="small secondary">{result.text}</span>}
      {result.outcome === 'broken' && (
        <RuleExamples examples={result.examples} kind={rule.kind} dataset={dataset.name} organization={organization} />
      )}
    </div>
  );
}

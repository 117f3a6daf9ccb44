import { Link } from '@tanstack/react-router';
import type { QualityRule, RulePreview } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import './quality.css';

interface RuleExamplesProps {
  examples: RulePreview['examples'];
  kind: QualityRule['kind'];
  dataset: string;
  organization: string;
}

const mostShown = 4;

/** Some records that break a rule, each one a way to it; of values that repeat there is no single record. */
export function RuleExamples({ examples, kind, dataset, organization }: RuleExamplesProps) {
  const { t } = useMessages();
  if (examples.length === 0) return null;
  return (
    <ul className="rule-examples small" aria-label={t('consoleQuality.examples')}>
      {examples.slice(0, mostShown).map(({ record, value }) => (
        <li key={record}>
          {kind === 'unique' ? (
            <bdi className="mono">{record}</bdi>
          ) : (
            <Link
              className="link"
              to="/o/$organization/datasets/$dataset"
              params={{ organization, dataset }}
              search={{ tab: 'records', record }}
            >
              <bdi>{record}</bdi>
            </Link>
          )}
          {value !== null && <bdi className="faint"> {value}</bdi>}
        </li>
      ))}
    </ul>
  );
}

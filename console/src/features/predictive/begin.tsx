import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Calculator, CircleCheck, CircleDashed } from 'lucide-react';
import { datasetsQuery } from '../../api/datasets.ts';
import type { Dataset } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Subject } from '../../lib/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Refusal } from './refusal.tsx';
import { subjectFacts } from './subjects.ts';
import type { Ask } from './use-ask.ts';

interface BeginProps {
  subject: Subject;
  organization: string;
  ask: Ask;
}

/** What the answer would be, and what data it needs: what is there, and what is still to be imported. */
export function Begin({ subject, organization, ask }: BeginProps) {
  const { t, rich, format } = useMessages();
  const { needs, helps } = subjectFacts[subject];
  const mayRead = useMay('data:read');
  const datasets = useQuery({ ...datasetsQuery, enabled: mayRead }).data?.items;
  const missing = needs.filter((need) => lacks(need, datasets).length > 0);
  const isPossible = datasets === undefined || missing.length === 0;
  return (
    <Card title={t(`consoleOutlook.question.${subject}`)} className="outlook-begin">
      <div className="stack">
        <p className="secondary">{t(`consoleOutlook.lead.${subject}`)}</p>
        <h3 className="small semibold">{t('consoleOutlook.needs')}</h3>
        <ul className="outlook-needs">
          {needs.map((need) => {
            const lacking = lacks(need, datasets);
            const isThere = datasets !== undefined && lacking.length === 0;
            return (
              <li key={need.dataset} className="row row-wrap">
                <span className={isThere ? 'tone-good' : 'faint'}>
                  <Icon as={isThere ? CircleCheck : CircleDashed} />
                </span>
                <bdi className="mono medium">{need.dataset}</bdi>
                <bdi className="mono small faint">{need.columns.join(', ')}</bdi>
                {datasets !== undefined && !isThere && (
                  <span className="push-end">
                    <NeedLink dataset={need.dataset} datasets={datasets} organization={organization} />
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        {helps.length > 0 && (
          <p className="small faint">{rich('consoleOutlook.helps', { datasets: format.list(helps) })}</p>
        )}
        {ask.isAllowed ? (
          <div className="row row-wrap">
            <Button
              kind="primary"
              icon={Calculator}
              busy={ask.isPending}
              unavailable={!isPossible}
              onClick={() => ask.start({})}
            >
              {t('consoleOutlook.compute')}
            </Button>
            <Refusal error={ask.error} organization={organization} />
          </div>
        ) : (
          <p className="small faint">{t('consoleOutlook.mayNot')}</p>
        )}
      </div>
    </Card>
  );
}

/** The columns that are not there; of a dataset that is not there, all. */
function lacks({ dataset, columns }: { dataset: string; columns: readonly string[] }, known?: readonly Dataset[]) {
  const found = known?.find(({ name }) => name === dataset)?.columns.map(({ name }) => name) ?? [];
  return columns.filter((column) => !found.includes(column));
}

interface NeedLinkProps {
  dataset: string;
  datasets: readonly Dataset[];
  organization: string;
}

/** Where a column is missing, to the columns; where all of it is, to the import. */
function NeedLink({ dataset, datasets, organization }: NeedLinkProps) {
  const { t } = useMessages();
  const mayImport = useMay('data:create');
  const name = <bdi className="hidden-visually">{dataset}</bdi>;
  if (datasets.some((each) => each.name === dataset)) {
    return (
      <Link className="link small" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
        {t('consoleOutlook.lookAtColumns')} {name}
      </Link>
    );
  }
  if (!mayImport) return null;
  return (
    <Link className="link small" to="/o/$organization/imports/new" params={{ organization }} search={{ into: dataset }}>
      {t('console.import.action')} {name}
    </Link>
  );
}

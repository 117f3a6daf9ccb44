import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { GitCompare } from 'lucide-react';
import { comparisonQuery, performanceQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Differences } from './compare-tables.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/compare');

/** Two versions of a model side by side: which stand there is in the address. */
export function ComparePage() {
  const { t } = useMessages();
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const performance = useQuery(performanceQuery(Number(modelId)));
  return (
    <Loaded query={performance}>
      {({ versions }) => {
        const known = versions.map(({ version }) => version);
        const right = known.find((version) => String(version) === search.right) ?? known[0];
        const left = known.find((version) => String(version) === search.left) ?? known.find((one) => one !== right);
        return left === undefined || right === undefined || left === right ? (
          <Card>
            <Empty icon={GitCompare} text={t('consoleWatch.compare.one')} />
          </Card>
        ) : (
          <Sides id={Number(modelId)} versions={known} left={left} right={right} />
        );
      }}
    </Loaded>
  );
}

interface SidesProps {
  id: number;
  versions: readonly number[];
  left: number;
  right: number;
}

function Sides({ id, versions, left, right }: SidesProps) {
  const { t } = useMessages();
  const navigate = route.useNavigate();
  const comparison = useQuery(comparisonQuery(id, `${left},${right}`));
  const choose = (side: 'left' | 'right', other: number) => (
    <SelectField
      label={t(`consoleWatch.compare.${side}`)}
      value={side === 'left' ? left : right}
      onChange={(event) =>
        void navigate({ search: (now) => ({ ...now, [side]: event.target.value }), replace: true, resetScroll: false })
      }
    >
      {versions
        .filter((version) => version !== other)
        .map((version) => (
          <option key={version} value={version}>
            {t('consoleModels.model.version', { version })}
          </option>
        ))}
    </SelectField>
  );
  return (
    <div className="stack">
      <div className="row row-wrap compare-sides">
        {choose('left', right)}
        {choose('right', left)}
      </div>
      <Loaded query={comparison}>{(data) => <Differences comparison={data} left={left} right={right} />}</Loaded>
    </div>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRightLeft, Rocket, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { comparisonQuery, rollBackWorkflow, takeOver, versionsQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { useEditor } from './editor-context.ts';
import { writeLoose } from './loose-value.ts';

/** Every version that was published; each can be held against the draft and be brought back. */
export function HistoryPanel({ isDirty }: { isDirty: boolean }) {
  const { t } = useMessages();
  const { workflowId } = useEditor();
  const [compared, setCompared] = useState<number | null>(null);
  const versions = useQuery(versionsQuery(workflowId));
  return (
    <Loaded query={versions}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="secondary">{t('consoleWorkflowEditor.history.none')}</p>
        ) : (
          <ul className="versions">
            {items.map((version) => (
              <li key={version.version}>
                <VersionRow
                  version={version}
                  isDirty={isDirty}
                  isCompared={compared === version.version}
                  onCompare={() => setCompared(compared === version.version ? null : version.version)}
                />
                {compared === version.version && <Changes from={version.version} />}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

interface RowProps {
  version: {
    version: number;
    is_published: boolean;
    note: string | null;
    rolled_back_to: number | null;
    created_at: string;
  };
  isDirty: boolean;
  isCompared: boolean;
  onCompare(): void;
}

function VersionRow({ version, isDirty, isCompared, onCompare }: RowProps) {
  const { t, format } = useMessages();
  const { workflowId, mayChange } = useEditor();
  const queryClient = useQueryClient();
  const nowMs = useNow();
  const rollBack = useMutation({
    mutationFn: () => rollBackWorkflow(workflowId, version.version),
    onSuccess: () => takeOver(queryClient, workflowId),
  });
  const { note, rolled_back_to: back } = version;
  return (
    <div className="row row-wrap version">
      <span className="semibold num">{t('consoleWorkflowEditor.version', { version: version.version })}</span>
      {version.is_published && (
        <Chip tone="good" icon={Rocket}>
          {t('consoleWorkflowEditor.history.current')}
        </Chip>
      )}
      <time className="small faint" dateTime={version.created_at}>
        {format.relative(version.created_at, nowMs)}
      </time>
      <span className="grow secondary truncate">
        {note !== null && <bdi>{note}</bdi>}
        {note === null && back !== null && t('consoleWorkflowEditor.history.broughtBack', { version: back })}
      </span>
      <Button size="small" icon={ArrowRightLeft} aria-expanded={isCompared} onClick={onCompare}>
        {t('consoleWorkflowEditor.history.compare')}
      </Button>
      {mayChange && !version.is_published && (
        <Button
          size="small"
          icon={Undo2}
          busy={rollBack.isPending}
          unavailable={isDirty}
          title={isDirty ? t('consoleWorkflowEditor.history.saveFirst') : undefined}
          onClick={() => rollBack.mutate()}
        >
          {t('consoleWorkflowEditor.history.rollBack')}
        </Button>
      )}
      {rollBack.isError && <ActionFault error={rollBack.error} />}
    </div>
  );
}

/** What the kept draft changes about a version, step by step. */
function Changes({ from }: { from: number }) {
  const { t } = useMessages();
  const { workflowId } = useEditor();
  const comparison = useQuery(comparisonQuery(workflowId, from));
  return (
    <Loaded query={comparison}>
      {({ is_same: isSame, changes }) =>
        isSame ? (
          <p className="secondary changes">{t('consoleWorkflowEditor.history.same')}</p>
        ) : (
          <ul className="changes">
            {changes.map((change) => (
              <li key={`${change.kind} ${change.step_id}`}>
                <Chip tone={tones[change.kind]}>{t(`consoleWorkflowEditor.history.${change.kind}`)}</Chip>{' '}
                <bdi className="mono">{change.step_id ?? t('consoleWorkflowEditor.history.whole')}</bdi>
                <dl className="change-fields">
                  {change.fields.map(({ path, before, after }) => (
                    <div key={path}>
                      <dt className="mono small">
                        <bdi>{path}</bdi>
                      </dt>
                      <dd className="mono" dir="ltr">
                        <del>{writeLoose(before ?? undefined)}</del> <ins>{writeLoose(after ?? undefined)}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

const tones = { added: 'good', removed: 'bad', changed: 'info', moved: 'neutral' } as const;

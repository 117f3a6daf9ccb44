import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Clock, Download } from 'lucide-react';

import type { Asked } from '../../api/questions.ts';
import { downloadAnswer, questionQuery } from '../../api/questions.ts';
import type { QueryResult } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Note } from '../../ui/note.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Loaded, Skeleton } from '../../ui/states.tsx';
import { AnswerPicture } from './answer-picture.tsx';
import { AnswerTable } from './answer-table.tsx';
import { CallButton } from './call-button.tsx';

type View = 'chart' | 'table';

interface AnswerCardProps {
  asked: Asked;
  /** The column of the answer that time runs in. */
  timeName: string | undefined;
  view: View;
  onView(view: View): void;
}

/** What the question was answered, as a picture or as a table, to be taken along. */
export function AnswerCard({ asked, timeName, view, onView }: AnswerCardProps) {
  const { t } = useMessages();
  const answered = useQuery({ ...questionQuery(asked), placeholderData: keepPreviousData });
  return (
    <Card
      className={classNames('answer', answered.isPlaceholderData && 'answer-old')}
      title={t('consoleQuestions.answer')}
      aside={
        <>
          <Segments<View>
            small
            label={t('consoleQuestions.view')}
            value={view}
            options={[
              { value: 'chart', label: t('consoleQuestions.view.chart') },
              { value: 'table', label: t('consoleQuestions.view.table') },
            ]}
            onChange={onView}
          />

          <CallButton asked={asked} />

          <Downloads asked={asked} />
        </>
      }
    >
      <Loaded query={answered} skeleton={<Skeleton lines={6} />}>
        {(result) => (
          <div className="stack">
            {result.truncated && (
              <Note tone="info" title={t('consoleQuestions.truncated', { rows: result.rows.length })} />
            )}
            {view === 'chart' ? <AnswerPicture result={result} timeName={timeName} /> : <AnswerTable result={result} />}
            <Cost result={result} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Downloads({ asked }: { asked: Asked }) {
  const { t } = useMessages();
  const download = useMutation({ mutationFn: (format: 'csv' | 'json') => downloadAnswer(asked, format) });
  return (
    <>
      {download.isError && <ActionFault error={download.error} />}
      <Menu
        label={t('consoleQuestions.download')}
        className="icon-button"
        trigger={<Icon as={Download} />}
        actions={(['csv', 'json'] as const).map((format) => ({
          label: t(`consoleQuestions.download.${format}`),
          onSelect: () => download.mutate(format),
        }))}
      />
    </>
  );
}

function Cost({ result }: { result: QueryResult }) {
  const { t, format } = useMessages();
  return (
    <p className="small faint row row-wrap">
      <Icon as={Clock} size={12} />
      {t('consoleQuestions.cost', {
        rows: result.rows.length,
        time: format
          .numberFormat({ style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 })
          .format(result.cost.duration_ms),
      })}
    </p>
  );
}

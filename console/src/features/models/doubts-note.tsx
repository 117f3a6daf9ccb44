import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';
import type { Doubt } from './doubts.ts';
import { doubtsOf } from './doubts.ts';
import { ScoreValue } from './score-value.tsx';

/** What the training itself warned of, what the figures admit, and what is true of every model. */
export function DoubtsNote({ model, version }: { model: Model; version: ModelVersion }) {
  const { t } = useMessages();
  return (
    <Note title={t('consoleModels.doubt.title')}>
      <ul className="small">
        {version.warnings.map((warning) => (
          <li key={`${warning.code} ${warning.column ?? ''}`}>{warning.detail}</li>
        ))}
        {doubtsOf(model, version).map((doubt) => (
          <li key={doubt.key}>
            <DoubtText doubt={doubt} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

function DoubtText({ doubt: { key, rows, interval } }: { doubt: Doubt }) {
  const { rich } = useMessages();
  return rich(key, {
    ...(rows !== undefined && { rows }),
    ...(interval !== undefined && {
      lower: <ScoreValue name={interval.name} value={interval.lower} />,
      upper: <ScoreValue name={interval.name} value={interval.upper} />,
    }),
  });
}

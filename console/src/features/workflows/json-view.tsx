import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { canonical } from './canonical.ts';
import { readDraft, writeDraft } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { useValidation } from './use-validation.ts';

const write = (value: unknown): string => JSON.stringify(value, null, 2);

function read(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** The definition as text. What can be read as a workflow is one at once, for the other views too. */
export function JsonView() {
  const { t } = useMessages();
  const { draft, edit, mayChange } = useEditor();
  const [text, setText] = useState(() => write(writeDraft(draft)));
  const parsed = read(text);
  const faults = useValidation(parsed?.json ?? writeDraft(draft), mayChange).data?.faults ?? [];
  const isInStep = parsed !== null && sameAs(readDraft(parsed.json), draft);

  useEffect(() => {
    // Undone, or changed in the panel beside: the text follows.
    if (!isInStep && parsed !== null && readDraft(parsed.json) !== null) setText(write(writeDraft(draft)));
    // Only a change from outside counts; what is typed here reaches the draft by itself.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);

  const change = (next: string) => {
    setText(next);
    const json = read(next);
    const made = json === null ? null : readDraft(json.json);
    if (made !== null && !sameAs(made, draft)) edit(made, 'json');
  };
  return (
    <div className="json-view">
      <textarea
        className="input mono json-text"
        dir="ltr"
        spellCheck={false}
        aria-label={t('consoleWorkflowEditor.view.json')}
        aria-invalid={parsed === null || undefined}
        aria-describedby="json-faults"
        readOnly={!mayChange}
        value={text}
        onChange={({ target }) => change(target.value)}
      />
      <div id="json-faults" className="json-faults" role="status">
        {parsed === null && <p className="field-error">{t('consoleWorkflowEditor.json.broken')}</p>}
        {parsed !== null && readDraft(parsed.json) === null && (
          <p className="small tone-warn">{t('consoleWorkflowEditor.json.apart')}</p>
        )}
        {parsed !== null &&
          faults.map(({ pointer, detail }) => (
            <p key={`${pointer} ${detail}`} className="field-error">
              <Icon as={CircleAlert} size={14} />
              <span>
                <bdi className="mono">{pointer === '' ? '/' : pointer}</bdi> {detail}
              </span>
            </p>
          ))}
      </div>
    </div>
  );
}

const sameAs = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TextField } from '../../ui/field.tsx';
import { freeId, isId, type Step } from './definition.ts';
import { useEditor } from './editor-context.ts';

interface IdFieldProps {
  step: Step;
  error: string | undefined;
  readOnly: boolean;
  onRename(id: string): void;
}

/** Taken when it is left: half an id would be somebody else's. */
export function IdField({ step, error, readOnly, onRename }: IdFieldProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const [text, setText] = useState(step.id);
  const isTaken = text !== step.id && freeId(draft, text) !== text;
  const wrong = !isId(text) || isTaken ? t(`consoleWorkflowEditor.id.${isTaken ? 'taken' : 'form'}`) : undefined;
  return (
    <TextField
      label={t('consoleWorkflowEditor.field.id')}
      error={wrong ?? error}
      value={text}
      readOnly={readOnly}
      dir="ltr"
      className="mono"
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onRename(text)}
      onKeyDown={({ key }) => key === 'Enter' && onRename(text)}
    />
  );
}

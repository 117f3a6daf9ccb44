import { Check, X } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import type { Approval, Verdict } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { FormField } from './form-field.tsx';
import { readField } from './form-values.ts';

interface VerdictFormProps {
  approval: Approval;
  /** The answer that is on its way. */
  pending: Verdict['verdict'] | null;
  error: Error | null;
  onDecide(verdict: Verdict): void;
}

/** The fields that the workflow asks for, a comment, and the two answers. */
export function VerdictForm({ approval, pending, error, onDecide }: VerdictFormProps) {
  const { t, format } = useMessages();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const read = approval.form.map((field) => ({
    name: field.name,
    ...readField(field, texts[field.name] ?? '', format.numberFormat()),
  }));
  const isComplete = read.every(({ fault }) => fault === null);
  const faults = error instanceof ApiError ? error.faults : [];

  const decide = (verdict: Verdict['verdict']): void =>
    onDecide({
      verdict,
      ...(comment.trim() !== '' && { comment: comment.trim() }),
      ...(verdict === 'approved' && {
        fields: Object.fromEntries(read.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
      }),
    });
  const approve = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isComplete && pending === null) decide('approved');
  };
  return (
    <form className="stack" onSubmit={approve} noValidate>
      {approval.form.map((field, place) => (
        <FormField
          key={field.name}
          field={field}
          text={texts[field.name] ?? ''}
          fault={
            faults.find(({ pointer }) => pointer === `/fields/${field.name}`)?.detail ??
            (tried ? faultText(read[place]?.fault ?? null) : undefined)
          }
          onChange={(text) => setTexts({ ...texts, [field.name]: text })}
        />
      ))}
      <TextAreaField
        label={t('consoleRuns.verdict.comment')}
        rows={2}
        maxLength={4000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      {error !== null && faults.length === 0 && <ActionFault error={error} />}
      <div className="row row-wrap">
        <Button type="submit" kind="primary" icon={Check} busy={pending === 'approved'}>
          {t('consoleRuns.verdict.approve')}
        </Button>
        <Button
          kind="danger"
          icon={X}
          busy={pending === 'rejected'}
          onClick={() => pending === null && decide('rejected')}
        >
          {t('consoleRuns.verdict.reject')}
        </Button>
        <span className="small faint">{t('consoleRuns.verdict.final')}</span>
      </div>
    </form>
  );

  function faultText(fault: 'missing' | 'notNumber' | null): string | undefined {
    return fault === null ? undefined : t(`consoleRuns.verdict.${fault}`);
  }
}

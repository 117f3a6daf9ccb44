import { Gift } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { labelOf } from './build-input.ts';
import type { Asking } from './asking.ts';

const count = 10;

/** For whom, or for somebody who has taken what. */
export function OffersForm({ model, record, mayPredict, predict }: Asking & { model: Model }) {
  const { t } = useMessages();
  const [who, what] = model.feature_schema ?? [];
  const asked = record?.[who?.name ?? ''];
  const taken = record?.[what?.name ?? ''];
  const [name, setName] = useState(
    record === undefined ? String(who?.example ?? '') : typeof asked === 'string' ? asked : '',
  );
  const [items, setItems] = useState(Array.isArray(taken) ? taken.map(String).join(', ') : '');
  const list = items
    .split(/[,،、，;\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const isEmpty = name.trim() === '' && list.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mayPredict || isEmpty || predict.isPending || who === undefined || what === undefined) return;
    predict.mutate({
      input: {
        ...(name.trim() !== '' && { [who.name]: name.trim() }),
        ...(list.length > 0 && { [what.name]: list }),
        count,
      },
    });
  };
  return (
    <Card title={t('consoleKinds.offers.forWhom')}>
      <form className="record-form" onSubmit={submit} noValidate>
        <TextField
          label={<bdi>{labelOf(who?.label ?? '')}</bdi>}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={<bdi>{labelOf(what?.label ?? '')}</bdi>}
          hint={t('consoleKinds.offers.takenHint')}
          translate="no"
          placeholder={String(what?.example ?? '')}
          value={items}
          onChange={(event) => setItems(event.target.value)}
        />
        {predict.error !== null && <ActionFault error={predict.error} />}
        {mayPredict ? (
          <Button type="submit" kind="primary" icon={Gift} unavailable={isEmpty} busy={predict.isPending}>
            {t('consoleKinds.offers.recommend')}
          </Button>
        ) : (
          <p className="hint">{t('console.errors.forbidden.detail')}</p>
        )}
      </form>
    </Card>
  );
}

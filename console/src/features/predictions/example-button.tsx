import { useQuery } from '@tanstack/react-query';
import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import { datasetQuery } from '../../api/datasets.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../../ui/permission.tsx';

interface ExampleButtonProps {
  model: Model;
  onExample(row: Readonly<Record<string, unknown>>): void;
}

/** Fills the form with a row of the data; each press with the next one. */
export function ExampleButton({ model, onExample }: ExampleButtonProps) {
  const { t } = useMessages();
  const mayRead = useMay('data:read');
  const [place, setPlace] = useState(0);
  const query = datasetQuery(model.training_data_source.dataset);
  const rows = useQuery({ ...query, enabled: mayRead }).data?.sample_rows ?? [];
  const row = rows[place % Math.max(1, rows.length)];
  if (row === undefined) return null;
  return (
    <Button
      size="small"
      kind="quiet"
      icon={Shuffle}
      onClick={() => {
        onExample(row);
        setPlace(place + 1);
      }}
    >
      {t('consolePlayground.try.example')}
    </Button>
  );
}

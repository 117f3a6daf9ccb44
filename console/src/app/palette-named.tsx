import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Database, Network } from 'lucide-react';
import { datasetsQuery } from '../api/datasets.ts';
import { modelsQuery } from '../api/models.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { useMay } from '../ui/permission.tsx';
import type { PalettePartProps } from './palette-entry.tsx';
import { Entry } from './palette-entry.tsx';

/** Models and datasets by their own names. */
export function Named({ onClose }: PalettePartProps) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { organization = '' } = useParams({ strict: false });
  const mayReadModels = useMay('ai_analytics:read');
  const mayReadData = useMay('data:read');
  const models = useQuery({ ...modelsQuery, enabled: mayReadModels }).data?.items ?? [];
  const datasets = useQuery({ ...datasetsQuery, enabled: mayReadData }).data?.items ?? [];
  return (
    <>
      {models.length > 0 && (
        <Command.Group heading={t('console.nav.models')}>
          {models.map(({ id, model_name: name }) => (
            <Entry
              key={id}
              id={`model ${id}`}
              keywords={[name]}
              icon={Network}
              onSelect={() => {
                onClose();
                const params = { organization, modelId: String(id) };
                void navigate({ to: '/o/$organization/models/$modelId', params });
              }}
            >
              {name}
            </Entry>
          ))}
        </Command.Group>
      )}
      {datasets.length > 0 && (
        <Command.Group heading={t('console.nav.datasets')}>
          {datasets.map(({ name, label }) => (
            <Entry
              key={name}
              id={`dataset ${name}`}
              keywords={[name, label]}
              icon={Database}
              onSelect={() => {
                onClose();
                void navigate({ to: '/o/$organization/datasets/$dataset', params: { organization, dataset: name } });
              }}
            >
              {label}
            </Entry>
          ))}
        </Command.Group>
      )}
    </>
  );
}

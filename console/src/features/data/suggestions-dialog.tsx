import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { acceptSuggestions, suggestionsQuery } from '../../api/quality.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault, Empty, Loaded, Skeleton } from '../../ui/states.tsx';
import './quality.css';

/** Rules that the dataset keeps today, to be taken one by one. */
export function SuggestionsDialog({ name, onClose }: { name: string; onClose(): void }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const suggestions = useQuery(suggestionsQuery(name));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const accept = useMutation({
    mutationFn: () => acceptSuggestions(name, [...chosen]),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['quality', name] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleQuality.suggest')}
      description={t('consoleQuality.suggestLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleData.cancel')}</Button>
          <Button
            kind="primary"
            busy={accept.isPending}
            unavailable={chosen.length === 0}
            onClick={() => accept.mutate()}
          >
            {t('consoleQuality.take', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <Loaded query={suggestions}>
        {({ items }) =>
          items === null ? (
            <Skeleton lines={5} />
          ) : items.length === 0 ? (
            <Empty icon={WandSparkles} text={t('consoleQuality.noSuggestions')} />
          ) : (
            <ul className="suggestions">
              {items.map(({ id, sentence, reason }) => (
                <li key={id}>
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={chosen.includes(id)}
                      onChange={(event) =>
                        setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                      }
                    />
                    <span>
                      {sentence} <span className="small faint">{reason}</span>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {accept.isError && <ActionFault error={accept.error} />}
    </Dialog>
  );
}

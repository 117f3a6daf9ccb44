import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { type PreferenceScope, preferencesQuery, updatePreferences } from '../../api/notifications.ts';
import { notificationCategories } from '../../lib/notification-categories.ts';
import type { NotificationCategory, NotificationPreferences } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useCategoryName } from './category.tsx';

const channels = ['in_app', 'websocket', 'email'] as const;
type Channel = (typeof channels)[number];
/** What concerns the safety of an account reaches its owner, whatever they wish to hear otherwise. */
const alwaysOn: NotificationCategory = 'security';

interface ChannelGridProps {
  scope: PreferenceScope;
  preferences: NotificationPreferences;
}

/** Categories by channels: each box is kept as soon as it is changed. */
export function ChannelGrid({ scope, preferences }: ChannelGridProps) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const { queryKey } = preferencesQuery(scope);
  const save = useMutation({
    mutationFn: ({ category, channel, wanted }: Choice) =>
      updatePreferences(scope, { channels: { [category]: { [channel]: wanted } } }),
    onMutate: async (choice) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (now) => now && withChoice(now, choice));
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
    onSuccess: (known) => {
      queryClient.setQueryData(queryKey, known);
      // One's own choices rest on the organization's.
      if (scope === 'default') return queryClient.invalidateQueries({ queryKey: preferencesQuery('own').queryKey });
      return undefined;
    },
  });
  const followDefault = useMutation({
    mutationFn: () => updatePreferences(scope, { channels: withoutChoices(preferences) }),
    onSuccess: (known) => queryClient.setQueryData(queryKey, known),
  });
  const hasChosen = Object.values(preferences.chosen).some((chosen) => Object.keys(chosen ?? {}).length > 0);
  const error = save.error ?? followDefault.error;
  return (
    <Card
      title={t(scope === 'own' ? 'consoleInbox.preferences.title' : 'consoleInbox.preferences.defaultTitle')}
      {...(hasChosen && {
        aside: (
          <Button size="small" kind="quiet" busy={followDefault.isPending} onClick={() => followDefault.mutate()}>
            {t(scope === 'own' ? 'consoleInbox.preferences.follow' : 'consoleInbox.preferences.allOn')}
          </Button>
        ),
      })}
      flush
    >
      <p className="secondary preferences-lead">
        {t(scope === 'own' ? 'consoleInbox.preferences.lead' : 'consoleInbox.preferences.defaultLead')}
      </p>
      {error !== null && <ActionFault error={error} />}
      <Grid preferences={preferences} onChoose={(choice) => save.mutate(choice)} />
      <p className="small faint row preferences-foot">
        <Icon as={LockKeyhole} size={14} />
        {t('consoleInbox.preferences.security')}
      </p>
    </Card>
  );
}

interface Choice {
  category: NotificationCategory;
  channel: Channel;
  wanted: boolean;
}

interface GridProps {
  preferences: NotificationPreferences;
  onChoose(choice: Choice): void;
}

function Grid({ preferences, onChoose }: GridProps) {
  const { t } = useMessages();
  const nameOf = useCategoryName();
  return (
    <TableScroll label={t('consoleInbox.preferences.title')}>
      <table className="table channel-grid">
        <thead>
          <tr>
            <th scope="col">{t('consoleInbox.filter.category')}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`consoleInbox.channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notificationCategories.map((category) => (
            <tr key={category}>
              <th scope="row">{nameOf(category)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <Box
                    category={category}
                    channel={channel}
                    isOn={preferences.effective[category]?.[channel] ?? true}
                    onChange={(wanted) => onChoose({ category, channel, wanted })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

interface BoxProps {
  category: NotificationCategory;
  channel: Channel;
  isOn: boolean;
  onChange(wanted: boolean): void;
}

function Box({ category, channel, isOn, onChange }: BoxProps) {
  const { t } = useMessages();
  const nameOf = useCategoryName();
  const isFixed = category === alwaysOn;
  return (
    <label className="channel-box">
      <input
        type="checkbox"
        className="checkbox"
        aria-label={t('consoleInbox.preferences.box', {
          category: nameOf(category),
          channel: t(`consoleInbox.channel.${channel}`),
        })}
        checked={isOn}
        disabled={isFixed}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}

function withChoice(now: NotificationPreferences, { category, channel, wanted }: Choice): NotificationPreferences {
  const put = <Kept extends NotificationPreferences['chosen']>(kept: Kept): Kept => ({
    ...kept,
    [category]: { ...kept[category], [channel]: wanted },
  });
  return { ...now, chosen: put(now.chosen), effective: put(now.effective) };
}

/** Null for all that was chosen: the default holds again. */
function withoutChoices({ chosen }: NotificationPreferences): Record<string, Record<string, null>> {
  return Object.fromEntries(
    Object.entries(chosen).map(([category, kept]) => [
      category,
      Object.fromEntries(Object.keys(kept ?? {}).map((channel) => [channel, null])),
    ]),
  );
}

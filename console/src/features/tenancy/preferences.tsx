import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session.ts';
import { isLanguage, languages } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { ThemeChoice } from '../../lib/theme.ts';
import { setTheme, useTheme } from '../../lib/theme.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useChooseLanguage } from '../../ui/preferences.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAccessNames } from './access-names.ts';

const themes: readonly ThemeChoice[] = ['light', 'dark', 'system'];

export function Preferences() {
  const { t, language, format } = useMessages();
  const { choice } = useTheme();
  const names = useAccessNames();
  const chooseLanguage = useChooseLanguage(true);
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  return (
    <div className="settings">
      <Card title={t('console.settings.tab.you')}>
        <div className="settings-fields">
          <div className="settings-narrow">
            <SelectField
              label={t('console.language')}
              hint={t('consoleSettings.settings.languageHint', {
                number: format.numberFormat({ minimumFractionDigits: 2 }).format(1234567.89),
              })}
              value={language}
              onChange={(event) => {
                const { value } = event.target;
                if (isLanguage(value)) void chooseLanguage(value);
              }}
            >
              {languages.map(({ code, nativeName }) => (
                <option key={code} value={code} lang={code}>
                  {nativeName}
                </option>
              ))}
            </SelectField>
          </div>
          <div>
            <p className="label">{t('console.theme')}</p>
            <Segments
              label={t('console.theme')}
              value={choice}
              options={themes.map((theme) => ({ value: theme, label: t(`console.theme.${theme}`) }))}
              onChange={setTheme}
            />
          </div>
        </div>
      </Card>
      {session !== undefined && (
        <Card title={t('consoleSettings.settings.organization')}>
          <dl className="facts">
            <dt>{t('consoleSettings.settings.name')}</dt>
            <dd>
              <bdi>{session.organization.name}</bdi>
            </dd>
            <dt>{t('consoleSettings.settings.role')}</dt>
            <dd>
              <bdi>{names.role(session.role)}</bdi>
            </dd>
            <dt>{t('consoleSettings.settings.timeZone')}</dt>
            <dd>
              <bdi>{session.organization.time_zone}</bdi>
            </dd>
          </dl>
        </Card>
      )}
    </div>
  );
}

import { Plus, X } from 'lucide-react';
import type { Column } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Figure, FigureFunction, Question } from '../../lib/question.ts';
import { figureFunctions, figureOf, figureText } from '../../lib/question.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isNumber, isTime } from './build-question.ts';

interface FigureFieldsProps {
  question: Question;
  columns: readonly Column[];
  onChange(change: { figures?: string[] | undefined; ratio?: 'yes' | undefined }): void;
}

const mostFigures = 6;

/** Columns that an aggregate can be made of. */
function columnsFor(name: FigureFunction, columns: readonly Column[]): Column[] {
  if (name === 'count') return [];
  if (name === 'count_distinct') return [...columns];
  if (name === 'min' || name === 'max') return columns.filter((column) => isNumber(column) || isTime(column));
  return columns.filter((column) => isNumber(column) && !column.is_key);
}

/** Which figures: how many rows, a sum, an average and the like; two of them also as a ratio. */
export function FigureFields({ question, columns, onChange }: FigureFieldsProps) {
  const { t } = useMessages();
  const figures = (question.figures ?? ['count']).map(figureOf);
  const keep = (next: readonly Figure[]) =>
    onChange({ figures: next.map(figureText), ...(next.length < 2 && { ratio: undefined }) });
  return (
    <div>
      <p className="label">{t('consoleQuestions.figures')}</p>
      <div className="question-lines">
        {figures.map((figure, index) => (
          <FigureField
            // A figure has no name of its own: its place is what tells it from the others.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            number={index + 1}
            figure={figure}
            columns={columns}
            onChange={(next) => keep(figures.map((old, at) => (at === index ? next : old)))}
            {...(figures.length > 1 && { onRemove: () => keep(figures.filter((_, at) => at !== index)) })}
          />
        ))}
        {figures.length < mostFigures && (
          <Button
            size="small"
            kind="quiet"
            icon={Plus}
            onClick={() => keep([...figures, { function: 'count', field: '' }])}
          >
            {t('consoleQuestions.addFigure')}
          </Button>
        )}
        {figures.length > 1 && (
          <label className="check">
            <input
              type="checkbox"
              checked={question.ratio !== undefined}
              onChange={(event) => onChange({ ratio: event.target.checked ? 'yes' : undefined })}
            />
            <span>{t('consoleQuestions.ratio')}</span>
          </label>
        )}
      </div>
    </div>
  );
}

interface FigureFieldProps {
  number: number;
  figure: Figure;
  columns: readonly Column[];
  onChange(figure: Figure): void;
  onRemove?: () => void;
}

function FigureField({ number, figure, columns, onChange, onRemove }: FigureFieldProps) {
  const { t } = useMessages();
  const choices = columnsFor(figure.function, columns);
  const choose = (name: FigureFunction) => {
    const fits = columnsFor(name, columns);
    const field =
      fits.find((column) => column.name === figure.field) ?? fits.find(({ role }) => role === 'money') ?? fits[0];
    onChange({ function: name, field: name === 'count' ? '' : (field?.name ?? '') });
  };
  const functions = figureFunctions.filter((name) => name === 'count' || columnsFor(name, columns).length > 0);
  return (
    <div className="question-line">
      <Choice
        label={t('consoleQuestions.figure', { number })}
        value={figure.function}
        options={functions.map((name) => ({ value: name, label: t(`consoleQuestions.function.${name}`) }))}
        onChange={choose}
      />
      {figure.function !== 'count' && (
        <Choice
          label={t('consoleQuestions.figureColumn', { number })}
          value={figure.field}
          options={choices.map(({ name }) => ({ value: name, label: name, isName: true }))}
          onChange={(field) => onChange({ ...figure, field })}
        />
      )}
      {onRemove !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('consoleQuestions.removeFigure', { number })}
          onClick={onRemove}
        >
          <Icon as={X} size={14} />
        </button>
      )}
    </div>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileJson, FilePlus2 } from 'lucide-react';
import { useId, useState } from 'react';
import { importWorkflow, notJson, templatesQuery, type WorkflowTemplate, workflowsQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { useAnswerExample } from './answer-example.ts';
import { isFields, setAt } from './definition.ts';
import { keepExample } from './pinned.ts';
import './workflows.css';

interface DialogProps {
  organization: string;
  /** The template that it begins with; none shows all. */
  template: string | undefined;
  /** The analysis whose list it is tried with. */
  answer: string | undefined;
  onClose(): void;
}

/** A workflow from a template, from a file or from nothing. All of them begin as drafts: nothing starts a draft. */
export function NewWorkflowDialog({ organization, template: wanted, answer, onClose }: DialogProps) {
  const { t, rich } = useMessages();
  const templates = useQuery(templatesQuery);
  const [picked, setPicked] = useState<WorkflowTemplate | null>();
  const chosen = picked === undefined ? (templates.data?.items.find(({ key }) => key === wanted) ?? null) : picked;
  const create = useCreate(organization);
  const blank = {
    workflow_name: t('consoleWorkflows.new.blankName'),
    workflow_type: 'manual',
    workflow_steps: [
      { id: 'notification', type: 'notification', role: 'owner', message: t('consoleWorkflows.new.blankMessage') },
    ],
  };
  if (chosen !== null) {
    return (
      <TemplateForm
        template={chosen}
        answer={answer}
        create={create}
        onBack={() => setPicked(null)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflows.new')}
      description={t('consoleWorkflows.new.lead')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('consoleWorkflows.new.cancel')}
          </Button>
          <FileChoice onFile={(file) => create.mutate({ file })} />
          <Button icon={FilePlus2} busy={create.isPending} onClick={() => create.mutate({ definition: blank })}>
            {t('consoleWorkflows.new.blank')}
          </Button>
        </>
      }
    >
      {create.isError && <ActionFault error={create.error} />}
      <Loaded query={templates}>
        {({ items }) => (
          <ul className="template-list" aria-label={t('consoleWorkflows.new.templates')}>
            {items.map((template) => (
              <li key={template.key}>
                <button type="button" className="template" onClick={() => setPicked(template)}>
                  <span className="medium">{template.name}</span>
                  <span className="small secondary">{template.description}</span>
                  {template.needs
                    .filter(({ is_met: isMet }) => !isMet)
                    .map(({ text, name }) => (
                      <span key={name} className="small tone-warn">
                        {rich('consoleWorkflows.new.needs', { what: text })}
                      </span>
                    ))}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  );
}

type Source = { definition: Readonly<Record<string, unknown>>; example?: Readonly<Record<string, unknown>> };

function useCreate(organization: string) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (source: Source | { file: File }) => {
      if (!('file' in source)) return createNamed(source.definition);
      const json = readJson(await source.file.text());
      if (json === undefined) throw notJson(t('consoleWorkflows.new.notJson'));
      const isExport = isFields(json) && json['format'] === 'business-suite-workflow';
      return importWorkflow(isExport ? json : { format: 'business-suite-workflow', format_version: 1, workflow: json });
    },
    onSuccess: async ({ id }, source) => {
      if ('example' in source && source.example) keepExample(id, source.example);
      await queryClient.invalidateQueries({ queryKey: workflowsQuery.queryKey, exact: true });
      await navigate({
        to: '/o/$organization/workflows/$workflowId',
        params: { organization, workflowId: String(id) },
      });
    },
  });
}

/** Through the import, which finds a name that is free. */
const createNamed = (definition: Readonly<Record<string, unknown>>) =>
  importWorkflow({ format: 'business-suite-workflow', format_version: 1, workflow: definition });

function readJson(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function FileChoice({ onFile }: { onFile(file: File): void }) {
  const { t } = useMessages();
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className="hidden-visually file-input"
        onChange={({ target }) => {
          const file = target.files?.item(0) ?? null;
          if (file !== null) onFile(file);
          target.value = '';
        }}
      />
      <label htmlFor={id} className="button">
        <Icon as={FileJson} />
        {t('consoleWorkflows.new.file')}
      </label>
    </>
  );
}

interface TemplateFormProps {
  template: WorkflowTemplate;
  answer: string | undefined;
  create: ReturnType<typeof useCreate>;
  onBack(): void;
  onClose(): void;
}

function TemplateForm({ template, answer, create, onBack, onClose }: TemplateFormProps) {
  const { t, rich } = useMessages();
  const example = useAnswerExample(template, answer);
  const [name, setName] = useState(template.name);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(template.parameters.map((one) => [one.name, one.value ?? one.choices?.[0]?.value ?? ''])),
  );
  const [tried, setTried] = useState(false);
  const missing = (value: unknown) =>
    value === '' || value === undefined ? t('consoleWorkflows.new.missing') : undefined;
  const submit = () => {
    setTried(true);
    if (missing(name.trim()) ?? Object.values(values).some((value) => missing(value))) return;
    const definition = template.parameters.reduce<unknown>(
      (now, { pointer, name: parameter }) => setAt(now, pathOf(pointer), values[parameter]),
      { ...template.definition, workflow_name: name.trim() },
    );
    if (isFields(definition)) create.mutate({ definition, example });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={template.name}
      description={template.description}
      actions={
        <>
          <Button onClick={onBack}>{t('consoleWorkflows.new.back')}</Button>
          <Button kind="primary" busy={create.isPending} onClick={submit}>
            {t('consoleWorkflows.new.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('consoleWorkflows.name')}
        value={name}
        maxLength={200}
        error={tried && missing(name.trim())}
        onChange={({ target }) => setName(target.value)}
      />
      {template.parameters.map((parameter) => (
        <Parameter
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name]}
          error={tried ? missing(values[parameter.name]) : undefined}
          onChange={(value) => setValues({ ...values, [parameter.name]: value })}
        />
      ))}
      {template.needs
        .filter(({ is_met: isMet }) => !isMet)
        .map(({ text, name: need }) => (
          <p key={need} className="small tone-warn">
            {rich('consoleWorkflows.new.needs', { what: text })}
          </p>
        ))}
      {create.isError && <ActionFault error={create.error} />}
    </Dialog>
  );
}

const pathOf = (pointer: string) =>
  pointer
    .slice(1)
    .split('/')
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));

interface ParameterProps {
  parameter: WorkflowTemplate['parameters'][number];
  value: unknown;
  error: string | undefined;
  onChange(value: unknown): void;
}

function Parameter({ parameter, value, error, onChange }: ParameterProps) {
  const { t } = useMessages();
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const change = (written: string) =>
    onChange(parameter.kind === 'email' || written === '' || Number.isNaN(Number(written)) ? written : Number(written));
  if (parameter.choices !== null) {
    return (
      <SelectField
        label={parameter.label}
        value={text}
        error={error}
        hint={parameter.choices.length === 0 && t('consoleWorkflows.new.noModel')}
        onChange={({ target }) => change(target.value)}
      >
        <option value="" disabled>
          {t('consoleWorkflows.new.choose')}
        </option>
        {parameter.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <TextField
      label={parameter.label}
      type={parameter.kind === 'email' ? 'email' : 'text'}
      {...(parameter.kind === 'number' && { inputMode: 'decimal' as const })}
      value={text}
      error={error}
      onChange={({ target }) => change(target.value)}
    />
  );
}

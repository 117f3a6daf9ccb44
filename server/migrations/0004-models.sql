-- Models, their versions, the predictions they answered and what really happened.
create table ai_models (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  model_name text not null check (length(model_name) between 1 and 200),
  model_type text not null check (model_type in ('classification', 'regression', 'forecasting')),
  algorithm text not null,
  feature_columns jsonb not null,
  target_column text not null,
  description text,
  -- A word, a number or a boolean, as the data spells it; null leaves the choice to the training.
  positive_class jsonb,
  purpose text,
  -- {dataset, time_column}
  training_data_source jsonb not null,
  status text not null default 'draft'
    check (status in ('draft', 'training', 'trained', 'deployed', 'monitored', 'retired', 'failed', 'archived')),
  -- Where a training that comes to nothing leads back to.
  status_before_training text,
  -- The latest training, whatever became of it.
  training_job_id text,
  -- Of the current version: what a person would name first, and the name of it.
  accuracy_score double precision,
  accuracy_metric text,
  performance_metrics jsonb,
  -- The latest version, and the one that answers.
  current_version integer,
  deployed_version integer,
  auto_scaling boolean not null default false,
  monitoring_enabled boolean not null default false,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  check ((status = 'training') = (status_before_training is not null))
);

-- What one training made; never changed afterwards.
create table model_versions (
  organization_id integer not null,
  model_id integer not null,
  version integer not null check (version > 0),
  -- One version a job, however often the job was started.
  job_id text not null,
  model_type text not null,
  algorithm text not null,
  hyperparameters jsonb not null,
  feature_columns jsonb not null,
  target_column text not null,
  -- The labels in the order of the model's outputs; empty for a number.
  classes jsonb not null,
  positive_class jsonb,
  feature_schema jsonb not null,
  metrics jsonb not null,
  metric_intervals jsonb not null,
  baseline jsonb not null,
  trials jsonb not null,
  warnings jsonb not null,
  -- The receipt: with these, the same bytes come out again.
  seed bigint not null,
  validation_split double precision not null,
  hyperparameter_tuning boolean not null,
  training_data_source jsonb not null,
  data_snapshot_hash text not null,
  code_version text not null,
  split text not null check (split in ('time', 'random')),
  rows_total integer not null,
  rows_without_target integer not null,
  rows_training integer not null,
  rows_validation integer not null,
  -- External: an artifact is numbers that hardly compress, and it is read whole.
  artifact bytea not null,
  artifact_size_bytes integer not null,
  artifact_sha256 text not null,
  training_ms integer not null,
  trained_at timestamptz not null default now(),
  primary key (organization_id, model_id, version),
  unique (organization_id, job_id),
  foreign key (organization_id, model_id) references ai_models (organization_id, id) on delete cascade
);
alter table model_versions alter column artifact set storage external;

-- Which version answered since when, and who passed the baseline gate by force and why.
create table model_deployments (
  organization_id integer not null,
  id integer generated always as identity,
  model_id integer not null,
  version integer not null,
  auto_scaling boolean not null,
  monitoring_enabled boolean not null,
  forced boolean not null,
  reason text,
  deployed_by integer,
  deployed_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, model_id, version)
    references model_versions (organization_id, model_id, version) on delete cascade,
  check (not forced or length(trim(reason)) > 0)
);
create index model_deployments_by_model on model_deployments (organization_id, model_id, id desc);

create table model_performance_metrics (
  organization_id integer not null,
  id bigint generated always as identity,
  model_id integer not null,
  model_version integer not null,
  metric_name text not null,
  metric_value double precision not null,
  measured_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, model_id, model_version)
    references model_versions (organization_id, model_id, version) on delete cascade
);
create index model_performance_metrics_by_model on model_performance_metrics (organization_id, model_id, id desc);

-- No foreign key: its check locks the model's one row for every prediction, and all predictions of a busy model would
-- queue there. The statement that writes a prediction reads the model's row instead, and a model is retired, not deleted.
create table prediction_results (
  organization_id integer not null,
  id bigint generated always as identity,
  model_id integer not null,
  model_version integer not null,
  prediction_id text not null,
  input_data jsonb not null,
  prediction_output jsonb not null,
  confidence_score double precision,
  explanation jsonb not null,
  warnings jsonb,
  prediction_context text,
  prediction_timestamp timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, prediction_id)
);
-- The version rides along, so that the predictions of one version are counted without touching the table.
create index prediction_results_by_model on prediction_results (organization_id, model_id, prediction_id desc)
  include (model_version);

-- What really happened. Said again, it replaces what was said before.
create table prediction_feedback (
  organization_id integer not null,
  prediction_id text not null,
  model_id integer not null,
  model_version integer not null,
  actual_outcome jsonb not null,
  -- The outcome as the model spells its target: one of its labels, or a number.
  actual jsonb not null,
  feedback_score double precision check (feedback_score between 0 and 5),
  feedback_comments text,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, prediction_id),
  foreign key (organization_id, prediction_id)
    references prediction_results (organization_id, prediction_id) on delete cascade
);
create index prediction_feedback_by_version
  on prediction_feedback (organization_id, model_id, model_version, updated_at desc);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['ai_models', 'model_versions', 'model_deployments', 'model_performance_metrics', 'prediction_results', 'prediction_feedback']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I
         using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))
         with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))',
      tenant_table);
  end loop;
end $$;

grant select, insert on ai_models to suite_app;
grant update (model_name, algorithm, feature_columns, target_column, description, positive_class, purpose, training_data_source,
  status, status_before_training, training_job_id, accuracy_score, accuracy_metric, performance_metrics, current_version,
  deployed_version, auto_scaling, monitoring_enabled, updated_at) on ai_models to suite_app;
grant select, insert on model_versions, model_deployments, model_performance_metrics, prediction_results to suite_app;
grant select, insert, update (actual_outcome, actual, feedback_score, feedback_comments, created_by, updated_at)
  on prediction_feedback to suite_app;

-- Watching what models answer: what a version was trained on, what was found since, and retraining by itself.

-- What the rows looked like that a version was trained on. Apart from the version, whose bytes the receipt vouches for.
create table model_version_references (
  organization_id integer not null,
  model_id integer not null,
  version integer not null,
  -- By feature: the distribution over all rows.
  features jsonb not null,
  -- What the model answered on the rows held out, when it had not seen them.
  score jsonb not null,
  primary key (organization_id, model_id, version),
  foreign key (organization_id, model_id, version)
    references model_versions (organization_id, model_id, version) on delete cascade
);

-- One look at a version that answers.
create table model_watch_reports (
  organization_id integer not null,
  id bigint generated always as identity,
  model_id integer not null,
  model_version integer not null,
  checked_at timestamptz not null,
  window_from timestamptz,
  window_to timestamptz,
  predictions integer not null,
  feedback integer not null,
  drift_state text not null check (drift_state in ('not_enough', 'stable', 'shifting', 'shifted')),
  performance_state text not null check (performance_state in ('not_enough', 'as_expected', 'slipping', 'degraded')),
  -- Of the last day before the look.
  predictions_last_day integer not null,
  -- In short, of the detail: stability index of the feature that moved farthest and of the answers, growth of the error.
  psi_max double precision,
  psi_score double precision,
  worse_by double precision,
  detail jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, model_id, model_version)
    references model_versions (organization_id, model_id, version) on delete cascade
);
create index model_watch_reports_by_model on model_watch_reports (organization_id, model_id, id desc);
create index model_watch_reports_by_age on model_watch_reports (organization_id, checked_at);

-- From when something was found until it was over; its beginning is told once.
create table model_episodes (
  organization_id integer not null,
  id integer generated always as identity,
  model_id integer not null,
  model_version integer not null,
  kind text not null check (kind in ('drift', 'performance')),
  severity text not null check (severity in ('low', 'medium', 'high')),
  -- As it was at the beginning.
  figures jsonb not null,
  opened_at timestamptz not null,
  over_at timestamptz,
  -- recovered: the figures are good again; replaced: another version answers
  ending text check (ending in ('recovered', 'replaced')),
  primary key (organization_id, id),
  foreign key (organization_id, model_id, model_version)
    references model_versions (organization_id, model_id, version) on delete cascade,
  check ((over_at is null) = (ending is null))
);
create unique index model_episodes_open on model_episodes (organization_id, model_id, kind) where over_at is null;
create index model_episodes_by_model on model_episodes (organization_id, model_id, id desc);

create table model_retraining_policies (
  organization_id integer not null,
  model_id integer not null,
  -- Five fields, read in the organization's zone; null: not by the clock. The clock itself is a row of job_schedules.
  schedule text,
  schedule_id integer,
  on_drift boolean not null,
  -- {metric, worse_by}, or null
  on_error jsonb,
  min_days_between integer not null check (min_days_between >= 0),
  auto_promote boolean not null,
  -- Trainings in a row that came to nothing, and until when none is tried again.
  failures integer not null default 0,
  resting_until timestamptz,
  updated_by integer,
  updated_at timestamptz not null default now(),
  primary key (organization_id, model_id),
  foreign key (organization_id, model_id) references ai_models (organization_id, id) on delete cascade,
  foreign key (organization_id, schedule_id) references job_schedules (organization_id, id)
);

-- Every retraining that a policy began, and what was decided.
create table model_retrainings (
  organization_id integer not null,
  id integer generated always as identity,
  model_id integer not null,
  trigger text not null check (trigger in ('schedule', 'drift', 'error')),
  job_id text not null,
  champion_version integer not null,
  challenger_version integer,
  -- Null: still in training. on_trial: not decided by the rows held out, so it scores in the shadow until it is.
  decision text check (decision in ('promoted', 'awaiting', 'on_trial', 'kept', 'failed')),
  reason text,
  -- Of both on the same rows; null where nothing was compared.
  comparison jsonb,
  -- Of both by what really happened, at the end of a trial.
  live_comparison jsonb,
  started_at timestamptz not null default now(),
  decided_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, job_id),
  foreign key (organization_id, model_id) references ai_models (organization_id, id) on delete cascade,
  check ((decision is null) = (decided_at is null) and (decision is null) = (reason is null))
);
create unique index model_retrainings_open on model_retrainings (organization_id, model_id) where decision is null;
create index model_retrainings_by_model on model_retrainings (organization_id, model_id, id desc);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['model_version_references', 'model_watch_reports', 'model_episodes',
    'model_retraining_policies', 'model_retrainings']
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

grant select, insert on model_version_references, model_episodes, model_retraining_policies, model_retrainings to suite_app;
grant select, insert, delete on model_watch_reports to suite_app;
grant update (over_at, ending) on model_episodes to suite_app;
grant update (schedule, schedule_id, on_drift, on_error, min_days_between, auto_promote, failures, resting_until, updated_by, updated_at)
  on model_retraining_policies to suite_app;
grant update (challenger_version, decision, reason, comparison, live_comparison, decided_at) on model_retrainings to suite_app;

-- The interval of standing work can be configured, so the scheduler may move what it has made.
grant update (cron, next_run_at) on job_schedules to suite_jobs;

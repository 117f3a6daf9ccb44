-- Answers of predictive analytics: what was asked of which data, and what came of it. Never changed once finished.
create table predictive_analyses (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  kind text not null check (length(kind) between 1 and 60),
  -- As it was carried out, with every default filled in.
  parameters jsonb not null,
  -- What else the answer depends on: {time_zone, currency, today, version}.
  home jsonb not null,
  -- [{dataset, rows, updated_at}]: equal where nothing has changed since.
  data_state jsonb not null,
  job_id text not null,
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'cancelled')),
  result jsonb,
  -- Sentences as {key, params, tone}: put into the reader's language when they are read.
  summary jsonb not null default '[]',
  actor_kind text not null,
  actor_id integer,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, job_id),
  check ((status = 'succeeded') = (result is not null)),
  check ((status = 'running') = (finished_at is null))
);
create index predictive_analyses_by_kind on predictive_analyses (organization_id, kind, id);
create index predictive_analyses_by_time on predictive_analyses (organization_id, created_at);

alter table predictive_analyses enable row level security;
alter table predictive_analyses force row level security;
create policy tenant on predictive_analyses
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, update (status, result, summary, finished_at), delete on predictive_analyses to suite_app;

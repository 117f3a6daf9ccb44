-- What datasets look like, and what is expected of what is stored in them.

-- One measurement of a dataset, kept until it has changed.
create table dataset_profiles (
  organization_id integer not null,
  dataset_id integer not null,
  -- What the dataset was like when it was measured; another state: the profile is of the past.
  state text not null,
  figures jsonb not null,
  duration_ms integer not null,
  measured_at timestamptz not null,
  primary key (organization_id, dataset_id),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade
);

-- What rows are expected to be like; unlike constraints, rows may break it.
create table quality_rules (
  organization_id integer not null,
  id integer generated always as identity,
  dataset_id integer not null,
  name text check (length(name) between 1 and 200),
  kind text not null check (kind in
    ('not_blank', 'unique', 'in_range', 'one_of', 'pattern', 'reference', 'fresh', 'volume', 'condition', 'drift')),
  column_name text,
  setting jsonb not null,
  -- Of the rows; up to this share may break it.
  allowed_share double precision not null check (allowed_share between 0 and 1),
  severity text not null check (severity in ('low', 'medium', 'high')),
  enabled boolean not null,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade,
  foreign key (organization_id, dataset_id, column_name)
    references dataset_columns (organization_id, dataset_id, name) on update cascade on delete cascade
);
create index quality_rules_by_dataset on quality_rules (organization_id, dataset_id, id);

create table quality_results (
  organization_id integer not null,
  id bigint generated always as identity,
  rule_id integer not null,
  checked_at timestamptz not null,
  -- import, records, schedule, asked
  cause text not null check (cause in ('import', 'records', 'schedule', 'asked')),
  -- not_checked: it could not be asked, reason says why
  outcome text not null check (outcome in ('held', 'broken', 'not_checked')),
  rows_checked bigint not null,
  rows_broken bigint not null,
  -- What was measured where it is not rows: hours of age, rows of a period, stability index.
  figure double precision,
  reason text,
  examples jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, rule_id) references quality_rules (organization_id, id) on delete cascade
);
create index quality_results_by_rule on quality_results (organization_id, rule_id, id desc);

-- From when a rule was found broken until it held again.
create table quality_alerts (
  organization_id integer not null,
  id integer generated always as identity,
  rule_id integer not null,
  dataset_id integer not null,
  severity text not null check (severity in ('low', 'medium', 'high')),
  -- As it was at the beginning, and as it was found last.
  first_figures jsonb not null,
  last_figures jsonb not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by integer,
  closed_at timestamptz,
  -- holds: the rule holds again; changed: it was changed or switched off
  ending text check (ending in ('holds', 'changed')),
  primary key (organization_id, id),
  foreign key (organization_id, rule_id) references quality_rules (organization_id, id) on delete cascade,
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade,
  check ((closed_at is null) = (ending is null))
);
create unique index quality_alerts_open on quality_alerts (organization_id, rule_id) where closed_at is null;
create index quality_alerts_by_dataset on quality_alerts (organization_id, dataset_id, id desc);

-- When a dataset with rules is looked at by the clock.
create table quality_schedules (
  organization_id integer not null,
  dataset_id integer not null,
  schedule_id integer not null,
  -- What the dataset was like when all of its rules were asked last.
  checked_state text,
  primary key (organization_id, dataset_id),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade,
  foreign key (organization_id, schedule_id) references job_schedules (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['dataset_profiles', 'quality_rules', 'quality_results', 'quality_alerts',
    'quality_schedules']
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

grant select, insert, update (state, figures, duration_ms, measured_at) on dataset_profiles to suite_app;
grant select, insert, update (name, setting, allowed_share, severity, enabled, updated_at), delete on quality_rules to suite_app;
grant select, insert, delete on quality_results to suite_app;
grant select, insert, update (last_figures, last_seen_at, acknowledged_at, acknowledged_by, closed_at, ending)
  on quality_alerts to suite_app;
grant select, insert, update (checked_state), delete on quality_schedules to suite_app;

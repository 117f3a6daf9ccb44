-- An ONNX file on its way to become a version: kept from the request until its job has judged it.
create table model_imports (
  organization_id integer not null,
  job_id text not null,
  model_id integer not null,
  -- How the file is asked, as it was checked against the model.
  plan jsonb not null,
  -- The rows that it is judged on.
  source jsonb not null,
  graph bytea not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, job_id),
  foreign key (organization_id, model_id) references ai_models (organization_id, id) on delete cascade
);
alter table model_imports alter column graph set storage external;
create index model_imports_by_model on model_imports (organization_id, model_id);

-- unwatched: monitoring was switched off, or the model was retired.
alter table model_episodes drop constraint model_episodes_ending_check;
alter table model_episodes
  add constraint model_episodes_ending_check check (ending in ('recovered', 'replaced', 'unwatched'));

-- A batch may come as a file: its bytes are kept until its rows are scored.
alter table prediction_batches alter column dataset drop not null;
alter table prediction_batches
  add column file_id text,
  add column file_name text,
  add column rows_rejected integer not null default 0,
  add check ((dataset is null) = (file_id is not null));
grant update (rows_rejected) on prediction_batches to suite_app;

-- Some rows of the chunk as they were asked and answered, for the watch: [{input, output}].
alter table prediction_batch_chunks add column sample jsonb not null default '[]';
create index prediction_batches_by_model on prediction_batches (organization_id, model_id, created_at);

-- Pieces arrive before their batch is made; those of which no batch came are removed after a day.
create table prediction_batch_files (
  organization_id integer not null references organizations (id) on delete cascade,
  file_id text not null,
  position integer not null check (position >= 0),
  bytes bytea not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, file_id, position)
);
alter table prediction_batch_files alter column bytes set storage external;

-- What was wrong with rows that were not scored.
create table prediction_batch_rejections (
  organization_id integer not null,
  batch_id integer not null,
  position integer not null,
  -- Of the file, counted from 1: where the row begins.
  line integer not null check (line > 0),
  -- Null where the row as a whole is at fault.
  column_name text,
  reason text not null,
  value text,
  row_text text not null,
  primary key (organization_id, batch_id, position),
  foreign key (organization_id, batch_id) references prediction_batches (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['model_imports', 'prediction_batch_files', 'prediction_batch_rejections']
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
grant select, insert, delete on model_imports, prediction_batch_files to suite_app;
grant select, insert on prediction_batch_rejections to suite_app;

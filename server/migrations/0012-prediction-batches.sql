-- Of an explanation nothing is ever looked for in the database: kept as its text, it costs no parsing when it is written.
alter table prediction_results alter column explanation type json;

-- Writes events with their deliveries at once, so that nobody has to come by and change every event again. For subjects
-- that begin with the event itself, where nothing could overtake it.
-- Answers how many deliveries there are to carry out.
create function outbox_append_routed(organization integer, event_type text, kind text, ids text[], subjects text[], contents jsonb[])
returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deliveries integer;
begin
  -- The function may write for every organization, its caller for one.
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise insufficient_privilege using message = 'events of another organization';
  end if;
  with written as (
    insert into outbox_events (organization_id, id, type, subject_kind, subject_id, data, routed_at)
    select organization, e.id, event_type, kind, e.subject, e.content, clock_timestamp()
      from unnest(ids, subjects, contents) as e (id, subject, content)
    returning id, position, subject_id
  ), delivered as (
    insert into outbox_deliveries (organization_id, event_id, consumer, position, subject_kind, subject_id)
    select organization, w.id, c.name, w.position, kind, w.subject_id
      from written w join outbox_consumers c
        on c.seen_at > clock_timestamp() - interval '7 days' and (c.types is null or event_type = any (c.types))
    returning 1
  )
  select count(*) into deliveries from delivered;
  return deliveries;
end $$;
grant insert (organization_id, id, type, subject_kind, subject_id, data, routed_at) on outbox_events to suite_outbox;
grant create on schema public to suite_outbox;
alter function outbox_append_routed(integer, text, text, text[], text[], jsonb[]) owner to suite_outbox;
revoke create on schema public from suite_outbox;
revoke execute on function outbox_append_routed(integer, text, text, text[], text[], jsonb[]) from public;
grant execute on function outbox_append_routed(integer, text, text, text[], text[], jsonb[]) to suite_app;

-- Predictions of many rows at once, made by a job. What it has written stands, however it ends: its rows are counted.
create table prediction_batches (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  job_id text not null,
  model_id integer not null,
  -- The version that answered when the batch was asked for; it answers all of its rows.
  model_version integer not null,
  dataset text not null,
  -- The column whose values tell the rows apart in the results.
  key_column text,
  prediction_context text,
  -- Known once the data is read. What is added to the dataset later does not belong to the batch.
  rows_total integer,
  rows_scored integer not null default 0,
  rows_without_features integer not null default 0,
  created_by integer,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, job_id)
);
create index prediction_batches_by_time on prediction_batches (organization_id, created_at);

-- A stretch of rows with what was answered, column by column: one row here instead of thousands.
create table prediction_batch_chunks (
  organization_id integer not null,
  batch_id integer not null,
  -- Counted from 1.
  first_row integer not null,
  row_count integer not null check (row_count > 0),
  keys text[],
  -- Null where no feature of the row has a value.
  predictions double precision[] not null,
  labels text[],
  confidences double precision[] not null,
  lowers double precision[],
  uppers double precision[],
  primary key (organization_id, batch_id, first_row),
  foreign key (organization_id, batch_id) references prediction_batches (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['prediction_batches', 'prediction_batch_chunks']
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
grant select, insert, update (rows_total, rows_scored, rows_without_features, finished_at), delete on prediction_batches to suite_app;
grant select, insert on prediction_batch_chunks to suite_app;

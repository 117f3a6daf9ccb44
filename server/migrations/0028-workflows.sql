-- Workflows: definitions and their versions, by what they are triggered, what people are asked in their course.

-- One consumer may await, of each organization, the events alone that something there waits for: nothing is delivered where
-- nobody has a workflow for it.
alter table outbox_consumers add column is_selective boolean not null default false;
create table outbox_interests (
  organization_id integer not null references organizations (id) on delete cascade,
  consumer text not null check (length(consumer) between 1 and 100),
  type text not null check (length(type) between 1 and 100),
  primary key (organization_id, consumer, type)
);

-- What brought an event about, where it was no person: {workflow_ids, run_id}. Whoever writes events in a transaction says so
-- once, for all of them.
alter table outbox_events add column cause jsonb default nullif(current_setting('app.cause', true), '')::jsonb;

create table automation_workflows (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  workflow_name text not null check (length(workflow_name) between 1 and 200),
  workflow_type text not null check (workflow_type in ('event_driven', 'ai_triggered', 'scheduled', 'manual', 'webhook')),
  category text check (length(category) <= 100),
  description text check (length(description) <= 5000),
  -- The draft: what the next version will be, and until something is changed what the published one is.
  trigger_conditions jsonb not null,
  workflow_steps jsonb not null,
  settings jsonb not null default '{}',
  is_active boolean not null default true,
  execution_count integer not null default 0,
  success_count integer not null default 0,
  -- The latest version there is, and the one that new runs take; null before the first.
  latest_version integer not null default 0,
  -- No foreign key: tables that refer to each other in a circle cannot be restored one after the other.
  published_version_id integer,
  -- The types of events that start the published version while it is active.
  event_types text[] not null default '{}',
  -- Starts that were refused because the workflow itself had brought the event about.
  loops_stopped integer not null default 0,
  -- Since when the plan allows fewer active workflows than there are; null in service.
  frozen_at timestamptz,
  kept_at timestamptz,
  removed_at timestamptz,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index automation_workflows_by_name on automation_workflows (organization_id, lower(workflow_name))
  where removed_at is null;
create index automation_workflows_awaiting on automation_workflows (organization_id)
  where event_types <> '{}' and is_active and frozen_at is null and removed_at is null;

-- Immutable: a run keeps the version that it began with.
create table automation_workflow_versions (
  organization_id integer not null,
  id integer generated always as identity,
  workflow_id integer not null,
  version integer not null check (version > 0),
  -- As it was written, and as it is read: with every default filled in.
  source jsonb not null,
  definition jsonb not null,
  note text check (length(note) <= 1000),
  -- The version that this one brings back.
  rolled_back_to integer,
  created_by integer,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, workflow_id, version),
  foreign key (organization_id, workflow_id) references automation_workflows (organization_id, id) on delete cascade
);

-- What holds for all workflows of an organization.
create table automation_settings (
  organization_id integer not null references organizations (id) on delete cascade,
  -- Is started when a run of a workflow fails that names none of its own.
  error_workflow_id integer,
  updated_at timestamptz not null default now(),
  primary key (organization_id),
  foreign key (organization_id, error_workflow_id) references automation_workflows (organization_id, id)
);

-- When an active scheduled workflow is due next; a row of each, made anew when it is published.
create table automation_schedules (
  organization_id integer not null,
  workflow_id integer not null,
  cron text not null,
  -- Null: the organization's, as it is then.
  time_zone text,
  overlap text not null check (overlap in ('skip', 'queue', 'allow')),
  catch_up text not null check (catch_up in ('none', 'last', 'all')),
  jitter_seconds integer not null check (jitter_seconds between 0 and 3600),
  -- The tick that comes next, and when it is carried out: later by the jitter. Null where there is none any more.
  next_tick_at timestamptz,
  due_at timestamptz,
  primary key (organization_id, workflow_id),
  foreign key (organization_id, workflow_id) references automation_workflows (organization_id, id) on delete cascade,
  check ((next_tick_at is null) = (due_at is null))
);
create index automation_schedules_due on automation_schedules (due_at) where due_at is not null;

-- What became of each tick: it is carried out once, whichever node looks.
create table automation_ticks (
  organization_id integer not null,
  workflow_id integer not null,
  tick_at timestamptz not null,
  outcome text not null check (outcome in ('started', 'waiting', 'skipped', 'missed')),
  run_id text,
  is_back_fill boolean not null default false,
  noted_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, workflow_id, tick_at),
  foreign key (organization_id, workflow_id) references automation_workflows (organization_id, id) on delete cascade
);
create index automation_ticks_waiting on automation_ticks (organization_id, workflow_id, tick_at) where outcome = 'waiting';
create index automation_ticks_by_age on automation_ticks (organization_id, noted_at);

-- Who asked for a run, and the workflows whose runs led to it; of a run that an outside event or the clock started, there is no row.
create table automation_run_origins (
  organization_id integer not null references organizations (id) on delete cascade,
  run_id text not null,
  started_by integer,
  workflow_ids integer[] not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, run_id)
);
create index automation_run_origins_by_age on automation_run_origins (organization_id, created_at);

-- What people are asked by runs.
create table automation_approvals (
  organization_id integer not null references organizations (id) on delete cascade,
  id text not null,
  run_id text not null,
  workflow_id integer not null,
  step_key text not null,
  step_id text not null,
  -- What is asked, with evidence and form fields, every expression resolved.
  request jsonb not null,
  status text not null default 'open' check (status in ('open', 'approved', 'rejected', 'closed')),
  -- Who may decide: grows when it escalates.
  approver_ids integer[] not null default '{}',
  approver_roles text[] not null default '{}',
  quorum integer not null default 1 check (quorum between 1 and 50),
  -- How far along the chain it has come.
  level integer not null default 0,
  -- Who set the run going and so may not decide; null where it was nobody.
  started_by integer,
  opened_at timestamptz not null default clock_timestamp(),
  due_at timestamptz,
  decided_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, run_id, step_key)
);
create index automation_approvals_open on automation_approvals (organization_id, id) where status = 'open';
create index automation_approvals_by_age on automation_approvals (organization_id, opened_at);

create table automation_approval_verdicts (
  organization_id integer not null,
  approval_id text not null,
  user_id integer not null,
  verdict text not null check (verdict in ('approved', 'rejected')),
  comment text check (length(comment) <= 4000),
  fields jsonb not null default '{}',
  decided_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, approval_id, user_id),
  foreign key (organization_id, approval_id) references automation_approvals (organization_id, id) on delete cascade
);

-- A link decides for whom it was made. Of its token only the hash is kept.
create table automation_approval_links (
  organization_id integer not null,
  token_hash bytea not null,
  approval_id text not null,
  user_id integer not null,
  expires_at timestamptz not null,
  primary key (organization_id, token_hash),
  foreign key (organization_id, approval_id) references automation_approvals (organization_id, id) on delete cascade
);
create index automation_approval_links_by_approval on automation_approval_links (organization_id, approval_id);

-- What a definition would have done with the events of the past.
create table automation_backtests (
  organization_id integer not null,
  id integer generated always as identity,
  workflow_id integer not null,
  job_id text not null,
  definition jsonb not null,
  from_time timestamptz not null,
  to_time timestamptz not null,
  most_events integer not null check (most_events > 0),
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'cancelled')),
  result jsonb,
  created_by integer,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, workflow_id) references automation_workflows (organization_id, id) on delete cascade
);
create index automation_backtests_by_workflow on automation_backtests (organization_id, workflow_id, id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['outbox_interests', 'automation_workflows', 'automation_workflow_versions', 'automation_settings', 'automation_schedules',
      'automation_ticks', 'automation_run_origins', 'automation_approvals', 'automation_approval_verdicts', 'automation_approval_links',
      'automation_backtests']
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

grant select, insert, delete on outbox_interests to suite_app;
grant select, insert, delete, update (workflow_name, workflow_type, category, description, trigger_conditions, workflow_steps,
  settings, is_active, execution_count, success_count, latest_version, published_version_id, event_types, loops_stopped, frozen_at,
  kept_at, removed_at, updated_at) on automation_workflows to suite_app;
grant select, insert on automation_workflow_versions to suite_app;
grant select, insert, update (error_workflow_id, updated_at) on automation_settings to suite_app;
grant select, insert, delete, update (cron, time_zone, overlap, catch_up, jitter_seconds, next_tick_at, due_at)
  on automation_schedules to suite_app;
grant select, insert, delete, update (outcome, run_id, noted_at) on automation_ticks to suite_app;
grant select, insert, delete on automation_run_origins to suite_app;
grant select, insert, delete, update (status, approver_ids, approver_roles, level, decided_at) on automation_approvals to suite_app;
grant select, insert on automation_approval_verdicts to suite_app;
grant select, insert, delete on automation_approval_links to suite_app;
grant select, insert, delete, update (status, result, finished_at) on automation_backtests to suite_app;

-- The schedules of all organizations that are due, and those with a tick that waits for the run before it, for the nodes
-- that work.
create policy lookup on automation_schedules for select to suite_lookup using (true);
create policy lookup on automation_ticks for select to suite_lookup using (outcome = 'waiting');
grant select (organization_id, workflow_id, due_at) on automation_schedules to suite_lookup;
grant select (organization_id, workflow_id, outcome) on automation_ticks to suite_lookup;
create function list_due_workflows(moment timestamptz, most integer)
returns table (organization_id integer, workflow_id integer)
language sql stable security definer set search_path = public, pg_temp as $$
  (select s.organization_id, s.workflow_id from automation_schedules s where s.due_at <= moment order by s.due_at limit most)
  union
  (select t.organization_id, t.workflow_id from automation_ticks t where t.outcome = 'waiting' limit most)
$$;
revoke execute on function list_due_workflows(timestamptz, integer) from public;
grant create on schema public to suite_lookup;
alter function list_due_workflows(timestamptz, integer) owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function list_due_workflows(timestamptz, integer) to suite_app;

create policy dispatch on outbox_interests for select to suite_outbox using (true);
grant select on outbox_interests to suite_outbox;

-- Who gets an event. Without settings of its own, so that it becomes a part of the statement that asks.
create function outbox_consumers_of(organization integer, event_type text) returns table (name text)
language sql stable as $$
  select c.name from outbox_consumers c
   where c.seen_at > clock_timestamp() - interval '7 days' and (c.types is null or event_type = any (c.types))
     and (not c.is_selective or exists (
       select from outbox_interests i
        where i.organization_id = organization and i.consumer = c.name and i.type = event_type))
$$;
revoke execute on function outbox_consumers_of(integer, text) from public;

drop function outbox_register(text, text[]);
create function outbox_register(consumer text, consumed_types text[], selective boolean default false) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into outbox_consumers (name, types, is_selective) values (consumer, consumed_types, selective)
  on conflict (name) do update
    set types = excluded.types, is_selective = excluded.is_selective, seen_at = clock_timestamp()
$$;

-- As before, but for who gets them.
create or replace function outbox_route(most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  routed integer;
begin
  -- The class of platform/db/locks.ts.
  if not pg_try_advisory_xact_lock(4711, 40) then
    return 0;
  end if;
  with waiting as (
    select organization_id, id from outbox_events where routed_at is null order by position limit most for update
  ), marked as (
    update outbox_events e set routed_at = clock_timestamp() from waiting w
     where e.organization_id = w.organization_id and e.id = w.id
    returning e.organization_id, e.id, e.position, e.type, e.subject_kind, e.subject_id
  ), delivered as (
    insert into outbox_deliveries (organization_id, event_id, consumer, position, subject_kind, subject_id)
    select m.organization_id, m.id, c.name, m.position, m.subject_kind, m.subject_id
      from marked m cross join lateral outbox_consumers_of(m.organization_id, m.type) c
    on conflict do nothing
  )
  select count(*) into routed from marked;
  return routed;
end $$;

create or replace function outbox_append_routed(organization integer, event_type text, kind text, ids text[], subjects text[], contents jsonb[])
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
      from written w cross join lateral outbox_consumers_of(organization, event_type) c
    returning 1
  )
  select count(*) into deliveries from delivered;
  return deliveries;
end $$;

create or replace function outbox_append_each(
  organization integer, kind text, ids text[], types text[], contents jsonb[], moments timestamptz[], repeated text[])
returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deliveries integer;
begin
  -- The function may write for every organization, its caller for one.
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise insufficient_privilege using message = 'events of another organization';
  end if;
  with given as (
    select * from unnest(ids, types, contents, moments, repeated) as e (id, type, content, moment, original)
  ), written as (
    insert into outbox_events (organization_id, id, type, subject_kind, subject_id, data, occurred_at, replay_of, routed_at)
    select organization, e.id, e.type, kind, coalesce(e.original, e.id), e.content, e.moment, e.original, clock_timestamp()
      from given e
    returning id, type, position, subject_id
  ), delivered as (
    insert into outbox_deliveries (organization_id, event_id, consumer, position, subject_kind, subject_id)
    select organization, w.id, c.name, w.position, kind, w.subject_id
      from written w cross join lateral outbox_consumers_of(organization, w.type) c
    returning 1
  )
  select count(*) into deliveries from delivered;
  return deliveries;
end $$;

grant create on schema public to suite_outbox;
alter function outbox_consumers_of(integer, text) owner to suite_outbox;
alter function outbox_register(text, text[], boolean) owner to suite_outbox;
revoke create on schema public from suite_outbox;
revoke execute on function outbox_register(text, text[], boolean) from public;
grant execute on function outbox_register(text, text[], boolean) to suite_jobs;

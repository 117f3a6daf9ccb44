-- Runs of workflows: where each stands, what it has done, what is still to happen to it.

-- One row a run. While a node works on it, the node's name stands in `owner`, and only that node writes it.
-- No foreign keys: their checks would lock the one row of the organization and of the workflow for every run.
create table automation_runs (
  organization_id integer not null,
  id text not null,
  workflow_id integer not null,
  version_id integer not null,
  -- The run that this one answers for, such as the failed run of an error workflow.
  parent_run_id text,
  -- Of its workflow, so many runs at most are worked on at once; null: no limit of its own.
  concurrency integer check (concurrency > 0),
  trigger_kind text not null check (length(trigger_kind) between 1 and 100),
  trigger json not null,
  -- Several triggers with one key start one run.
  dedupe_key text check (length(dedupe_key) between 1 and 500),
  status text not null check (status in ('running', 'paused', 'succeeded', 'failed', 'cancelled')),
  -- The interpreter's own. Nothing is looked for in it, so it is kept as its text.
  state json not null,
  -- Steps that are begun or wait for their attempt, by key: what a node that takes the run over has to do.
  open json not null,
  output json,
  failure json,
  -- Counts retries that do steps again which had succeeded: they act anew, under another idempotency key.
  round integer not null default 0,
  -- How many lines of history there are.
  steps integer not null default 0,
  -- Whether the workflow's execution_count knows of it.
  counted boolean not null default false,
  owner text,
  -- Raised with every change of hands: what an earlier owner still writes is refused.
  fence integer not null default 0,
  -- Deaths of nodes since the run last got on.
  losses integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (organization_id, id),
  check ((finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled')))
) with (fillfactor = 60, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.02);
create unique index automation_runs_once on automation_runs (organization_id, workflow_id, dedupe_key) where dedupe_key is not null;
create index automation_runs_by_workflow on automation_runs (organization_id, workflow_id, id);
create index automation_runs_failed on automation_runs (organization_id, id) where status = 'failed';
create index automation_runs_finished on automation_runs (organization_id, finished_at) where finished_at is not null;
-- Looked over for all organizations: only what is being worked on.
create index automation_runs_owned on automation_runs (organization_id, owner) where owner is not null;

-- The history of a run: every attempt of every step, in the order in which they ended. Written once.
create table automation_run_steps (
  organization_id integer not null,
  run_id text not null,
  sequence integer not null,
  key text not null,
  step_id text not null,
  step_type text not null,
  attempt integer not null,
  status text not null check (status in ('succeeded', 'failed', 'skipped')),
  input json not null,
  output json,
  failure json,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  primary key (organization_id, run_id, sequence)
);

-- What is to happen to runs: timers, attempts that wait, decisions and orders of people. A row goes when the run has
-- taken it in.
create table automation_run_events (
  organization_id integer not null,
  run_id text not null,
  -- timer: fires once it is due. look: the run itself knows what to do. signal: says what happened.
  kind text not null check (kind in ('timer', 'look', 'signal')),
  key text not null,
  event json,
  -- Of a signal, and of a run that lost its node, the beginning of time: both go before what is queued.
  due_at timestamptz not null,
  -- Due, and seen to be: so that those who wait, however many, are not looked at for the few who are ready.
  ready boolean not null,
  primary key (organization_id, run_id, kind, key),
  check ((kind = 'signal') = (event is not null))
) with (autovacuum_vacuum_scale_factor = 0.02);
create index automation_run_events_due on automation_run_events (due_at) where not ready;
create index automation_run_events_ready on automation_run_events (organization_id, due_at, run_id) where ready;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['automation_runs', 'automation_run_steps', 'automation_run_events']
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

grant select, insert, delete on automation_runs to suite_app;
grant update (version_id, status, state, open, output, failure, round, steps, counted, owner, fence, losses, updated_at, finished_at)
  on automation_runs to suite_app;
grant select, insert, delete on automation_run_steps to suite_app;
grant select, insert, update (event, due_at, ready), delete on automation_run_events to suite_app;

-- Which runs a node takes is decided over all organizations, by functions of a role that nobody signs in as. They answer
-- names and never what a run holds; nodes read that as the organization.
do $$
begin
  if not exists (select from pg_roles where rolname = 'suite_runs') then
    create role suite_runs nologin noinherit;
  end if;
  execute 'grant suite_runs to current_user';
end $$;
grant usage on schema public to suite_runs;
create policy dealing on automation_runs to suite_runs using (true) with check (true);
create policy dealing on automation_run_events to suite_runs using (true) with check (true);
grant select (organization_id, id, workflow_id, concurrency, owner, fence, losses), update (owner, fence, losses) on automation_runs to suite_runs;
grant select (organization_id, run_id, kind, key, due_at, ready), insert (organization_id, run_id, kind, key, due_at, ready),
  update (due_at, ready), delete on automation_run_events to suite_runs;
grant select (id) on nodes to suite_runs;

-- Frees the runs of nodes that are no longer among the living. @returns how many
create function automation_free_lost_runs(most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  freed_runs integer;
begin
  with lost as materialized (
    select r.organization_id, r.id from automation_runs r
     where r.owner is not null and not exists (select from nodes n where n.id = r.owner)
     limit most for update skip locked
  ), freed as (
    update automation_runs r set owner = null, losses = r.losses + 1
      from lost where r.organization_id = lost.organization_id and r.id = lost.id
    returning r.organization_id, r.id
  ), told as (
    insert into automation_run_events (organization_id, run_id, kind, key, due_at, ready)
    select organization_id, id, 'look', '', 'epoch', true from freed
    on conflict (organization_id, run_id, kind, key) do update set due_at = excluded.due_at, ready = true
  )
  select count(*) into freed_runs from freed;
  return freed_runs;
end $$;

-- Deals ready runs to a node, at most `most`, of one organization at most so many that `of_one` are worked on by all
-- nodes together. The first of each organization goes before anybody's second, and who has less under way goes first.
-- Answers the runs that the node has something to do for, also those that were its own before; in the last row when the
-- next thing falls due, and whether there is more that is ready.
create function automation_deal_runs(node text, at timestamptz, most integer, of_one integer)
returns table (organization_id integer, run_id text, fence integer, is_new boolean, next_due_at timestamptz, has_more boolean)
language plpgsql security definer set search_path = public, pg_temp
-- Runs are found one by one, by their keys, however many the planner expects and whatever else there is.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
#variable_conflict use_column
declare
  due timestamptz;
begin
  -- One deal at a time, so that two nodes do not both give an organization its last place.
  perform pg_advisory_xact_lock(4711, 51);
  select min(due_at) into due from automation_run_events where not ready;
  if due <= at then
    with ripe as materialized (
      select organization_id, run_id, kind, key from automation_run_events
       where not ready and due_at <= at order by due_at limit 1000 for update skip locked)
    update automation_run_events e set ready = true from ripe
     where e.organization_id = ripe.organization_id and e.run_id = ripe.run_id and e.kind = ripe.kind and e.key = ripe.key;
    select min(due_at) into due from automation_run_events where not ready;
  end if;

  if most > 0 then
    return query
      with recursive waiting as (
        (select organization_id from automation_run_events where ready order by organization_id limit 1)
        union all
        select (select e.organization_id from automation_run_events e
                 where e.ready and e.organization_id > waiting.organization_id order by e.organization_id limit 1)
          from waiting where waiting.organization_id is not null
      ), candidates as materialized (
        select w.organization_id, c.run_id, busy.runs + row_number() over (partition by w.organization_id order by c.due_at) as place
          from waiting w
          cross join lateral (
            select count(*) as runs from automation_runs r where r.organization_id = w.organization_id and r.owner is not null
          ) busy
          cross join lateral (
            select first.run_id, first.due_at from (
              select e.run_id, e.due_at, r.concurrency, r.workflow_id,
                     row_number() over (partition by r.workflow_id order by e.due_at) as in_workflow
                from (select e.organization_id, e.run_id, min(e.due_at) as due_at from (
                        select e.organization_id, e.run_id, e.due_at from automation_run_events e
                         where e.organization_id = w.organization_id and e.ready
                         order by e.due_at limit 300) e
                       group by e.organization_id, e.run_id) e
                cross join lateral (
                  select r.concurrency, r.workflow_id from automation_runs r
                   where r.organization_id = e.organization_id and r.id = e.run_id and r.owner is null limit 1) r) first
             where first.concurrency is null or first.in_workflow <= first.concurrency - (
                     select count(*) from automation_runs o
                      where o.organization_id = w.organization_id and o.owner is not null and o.workflow_id = first.workflow_id)
             order by first.due_at, first.run_id limit least(most, greatest(of_one - busy.runs, 0))
          ) c
         where w.organization_id is not null
      ), locked as materialized (
        select r.organization_id, r.id from (select * from candidates order by place limit most) dealt
          cross join lateral (
            select r.organization_id, r.id from automation_runs r
             where r.organization_id = dealt.organization_id and r.id = dealt.run_id and r.owner is null
               for update skip locked) r
      ), looked as (
        delete from automation_run_events e using locked
         where e.organization_id = locked.organization_id and e.run_id = locked.id and e.kind = 'look' and e.ready
      )
      update automation_runs r set owner = node, fence = r.fence + 1
        from locked where r.organization_id = locked.organization_id and r.id = locked.id
      returning r.organization_id, r.id, r.fence, true, null::timestamptz, null::boolean;
  end if;

  return query
    select mine.organization_id, mine.id, mine.fence, false, null::timestamptz, null::boolean
      from automation_runs mine
     where mine.owner = node
       and exists (select from automation_run_events e
                    where e.organization_id = mine.organization_id and e.run_id = mine.id and e.ready);

  return query
    select null::integer, null::text, null::integer, null::boolean, due, exists (select from automation_run_events where ready);
end $$;

-- What stands in a node's name: it gives back what it does not know of, such as runs dealt by an answer that was lost.
create function automation_runs_of(node text) returns table (organization_id integer, run_id text, fence integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select organization_id, id, fence from automation_runs where owner = node
$$;

grant create on schema public to suite_runs;
alter function automation_runs_of(text) owner to suite_runs;
alter function automation_free_lost_runs(integer) owner to suite_runs;
alter function automation_deal_runs(text, timestamptz, integer, integer) owner to suite_runs;
revoke create on schema public from suite_runs;
revoke execute on function automation_runs_of(text), automation_free_lost_runs(integer), automation_deal_runs(text, timestamptz, integer, integer) from public;
grant execute on function automation_runs_of(text), automation_free_lost_runs(integer), automation_deal_runs(text, timestamptz, integer, integer) to suite_jobs;

-- Background work that people can see: one row a job, beside the queue's own row.
create table jobs (
  organization_id integer not null references organizations (id) on delete cascade,
  id text not null,
  kind text not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  phase text not null default 'queued',
  progress real not null default 0 check (progress between 0 and 1),
  payload jsonb not null,
  -- {kind, id, name} of what the job works on.
  subject jsonb not null,
  result jsonb,
  -- {namespace, code, params}: put into words when it is read, in the reader's language.
  error jsonb,
  -- Counts the starts. A write that names an older attempt than the row's is refused, so a node that wakes up late changes nothing.
  attempt integer not null default 0,
  cancel_requested_at timestamptz,
  created_by integer,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index jobs_by_age on jobs (organization_id, created_at desc, id);
alter table jobs enable row level security;
alter table jobs force row level security;
create policy tenant on jobs
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, update on jobs to suite_app;

-- Which nodes are alive. A node that falls silent loses its jobs to the others.
create table nodes (
  id text primary key,
  worker_ids text[] not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on nodes to suite_jobs;

-- The queue's tables have row-level security without a policy: only the role of the queue gets one.
grant usage on schema graphile_worker to suite_jobs;
grant all on all tables in schema graphile_worker to suite_jobs;
grant usage, select, update on all sequences in schema graphile_worker to suite_jobs;
grant execute on all functions in schema graphile_worker to suite_jobs;
do $$
declare
  queue_table record;
begin
  for queue_table in
    select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
  loop
    execute format('create policy queue on graphile_worker.%I to suite_jobs using (true) with check (true)', queue_table.relname);
  end loop;
end $$;

-- The server's role may enqueue for the organization it works for, and see or change nothing else of the queue.
create function enqueue_job(organization integer, job text, run_at timestamptz) returns void
language plpgsql security definer set search_path = graphile_worker, pg_temp as $$
begin
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise exception 'a job belongs to the organization that enqueues it' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job('job', json_build_object('organizationId', organization, 'jobId', job),
    run_at => run_at, max_attempts => 25, job_key => job);
end $$;
grant create on schema public to suite_jobs;
alter function enqueue_job(integer, text, timestamptz) owner to suite_jobs;
revoke create on schema public from suite_jobs;
grant execute on function enqueue_job(integer, text, timestamptz) to suite_app;

-- Retries that wait, priorities that share, and work that comes round by the clock.
alter table jobs
  add column priority text not null default 'normal' check (priority in ('high', 'normal', 'low')),
  -- Attempts that failed. The starts are counted by `attempt`: a node that dies under a job is not the job's failure.
  add column failures integer not null default 0,
  -- When a job that waits may start.
  add column run_at timestamptz not null default now(),
  -- The schedule that this is a run of, and which run.
  add column schedule_id integer,
  add column due_at timestamptz;
create index jobs_waiting on jobs (organization_id) where status = 'queued';
create unique index jobs_once_a_due_time on jobs (organization_id, schedule_id, due_at) where schedule_id is not null;

drop function enqueue_job(integer, text, timestamptz);
-- `rank` orders what waits: the class of the priority, then how much of the organization waits already.
create function enqueue_job(organization integer, job text, run_at timestamptz, rank integer) returns void
language plpgsql security definer set search_path = graphile_worker, pg_temp as $$
begin
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise exception 'a job belongs to the organization that enqueues it' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job('job', json_build_object('organizationId', organization, 'jobId', job),
    run_at => run_at, max_attempts => 25, job_key => job, priority => rank);
end $$;

-- Work that comes round, for one organization each.
create table job_schedules (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  kind text not null,
  -- Standing: every organization has exactly one of this kind, without anybody having asked for it.
  standing boolean not null default false,
  payload jsonb not null,
  subject jsonb not null,
  -- Five fields: minute, hour, day of month, month, day of week; read in the organization's time zone.
  cron text not null,
  enabled boolean not null default true,
  -- Null: not worked out yet.
  next_run_at timestamptz,
  last_run_at timestamptz,
  last_job_id text,
  -- While a node works on it, the others leave it alone.
  claimed_until timestamptz,
  created_by integer,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index job_schedules_standing on job_schedules (organization_id, kind) where standing;
-- Read by the scheduler, for all organizations at once.
create index job_schedules_due on job_schedules (next_run_at nulls first) where enabled;
alter table job_schedules enable row level security;
alter table job_schedules force row level security;
create policy tenant on job_schedules
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, delete on job_schedules to suite_app;
grant update (payload, cron, enabled, next_run_at, last_run_at, last_job_id, claimed_until) on job_schedules to suite_app;

create policy scheduling on job_schedules to suite_jobs using (true) with check (true);
grant select, insert on job_schedules to suite_jobs;
grant update (claimed_until) on job_schedules to suite_jobs;
create policy scheduling on organizations for select to suite_jobs using (true);
grant select (id, time_zone) on organizations to suite_jobs;

-- So that whoever looks after the machines knows which one is meant.
alter table nodes add column host text not null default '', add column process_id integer not null default 0;

-- Whether anybody takes jobs; the server's role learns no more of the nodes than that.
create function is_any_node_alive(silence_seconds double precision) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from nodes where seen_at > clock_timestamp() - make_interval(secs => silence_seconds))
$$;

grant create on schema public to suite_jobs;
alter function enqueue_job(integer, text, timestamptz, integer) owner to suite_jobs;
alter function is_any_node_alive(double precision) owner to suite_jobs;
revoke create on schema public from suite_jobs;
grant execute on function enqueue_job(integer, text, timestamptz, integer), is_any_node_alive(double precision) to suite_app;

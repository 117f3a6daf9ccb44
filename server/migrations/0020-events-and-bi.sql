-- Business events as they came, the types that they have, replays; and a database account for each organization's BI tools.

-- No foreign key to organizations: its check would lock the organization's one row for every event.
create table business_events (
  organization_id integer not null,
  -- Sorts by the time of arrival, which is what retention goes by.
  id text not null,
  event_type text not null check (length(event_type) between 1 and 100),
  data jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  idempotency_key text check (length(idempotency_key) between 1 and 255),
  -- Where it does not fit the declared schema of its type, as {pointer, code}; null where it does or there is none.
  misfits jsonb,
  primary key (organization_id, id)
);
create unique index business_events_by_key on business_events (organization_id, idempotency_key)
  where idempotency_key is not null;
create index business_events_by_time on business_events (organization_id, occurred_at, id);
create index business_events_by_type on business_events (organization_id, event_type, occurred_at, id);

create table event_types (
  organization_id integer not null,
  name text not null check (length(name) between 1 and 100),
  events bigint not null default 0,
  -- How many of them were looked at to learn the shape.
  examples bigint not null default 0,
  first_seen_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  -- By path: {count, types: {type: count}, samples, first_seen_at, last_seen_at}.
  fields jsonb not null default '{}',
  -- Grows when the shape changes.
  version integer not null default 1,
  -- The latest changes of the shape: {version, at, changes: [{path, change, is_compatible}]}.
  changes jsonb not null default '[]',
  -- The schema that people have declared, or null: {fields: [{path, types, is_required, values}]}.
  schema jsonb,
  schema_version integer not null default 0,
  mode text not null default 'observe' check (mode in ('observe', 'enforce')),
  description text check (length(description) <= 1000),
  primary key (organization_id, name)
);

-- How far a replay has come: moved on in the transaction that publishes, so that a crash doubles nothing.
create table event_replays (
  organization_id integer not null,
  id integer generated always as identity,
  job_id text,
  event_types text[] not null,
  from_time timestamptz not null,
  to_time timestamptz not null,
  most integer not null check (most > 0),
  published integer not null default 0,
  last_occurred_at timestamptz,
  last_event_id text,
  created_by integer,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);

-- One account an organization. The password is not here: PostgreSQL keeps its SCRAM verifier.
create table bi_access (
  organization_id integer not null references organizations (id) on delete cascade,
  role_name text not null,
  connection_limit integer not null check (connection_limit between 1 and 50),
  statement_timeout_ms integer not null check (statement_timeout_ms between 1000 and 3600000),
  expires_at timestamptz not null,
  created_by integer,
  created_at timestamptz not null default clock_timestamp(),
  rotated_at timestamptz not null default clock_timestamp(),
  -- When a session was last seen; looked at now and then, so a short one may be missed.
  last_seen_at timestamptz,
  primary key (organization_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['business_events', 'event_types', 'event_replays', 'bi_access'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I
         using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))
         with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))',
      tenant_table);
  end loop;
end $$;
grant select, insert, delete on business_events to suite_app;
grant select, insert, delete, update (events, examples, first_seen_at, last_seen_at, fields, version, changes, schema, schema_version,
  mode, description) on event_types to suite_app;
grant select, insert, update (job_id, published, last_occurred_at, last_event_id) on event_replays to suite_app;
grant select, insert, delete, update (role_name, connection_limit, statement_timeout_ms, expires_at, rotated_at) on bi_access
  to suite_app;

-- An event that is published again names the one that it repeats.
alter table outbox_events add column replay_of text;

-- Writes events that are routed at once, each of its own type; null of `repeated` where one is new.
create function outbox_append_each(
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
      from written w join outbox_consumers c
        on c.seen_at > clock_timestamp() - interval '7 days' and (c.types is null or w.type = any (c.types))
    returning 1
  )
  select count(*) into deliveries from delivered;
  return deliveries;
end $$;
grant insert (occurred_at, replay_of) on outbox_events to suite_outbox;
grant create on schema public to suite_outbox;
alter function outbox_append_each(integer, text, text[], text[], jsonb[], timestamptz[], text[]) owner to suite_outbox;
revoke create on schema public from suite_outbox;
revoke execute on function outbox_append_each(integer, text, text[], text[], jsonb[], timestamptz[], text[]) from public;
grant execute on function outbox_append_each(integer, text, text[], text[], jsonb[], timestamptz[], text[]) to suite_app;

-- Keeps business events and publishes those that are new. One whose idempotency key is known is not kept again: its answer
-- is the event that has the key. In the order of the keys, so that no two lists wait for each other.
create function append_business_events(
  organization integer, ids text[], types text[], contents jsonb[], moments timestamptz[], keys text[], faults jsonb[])
returns table (event_id text, is_new boolean, deliveries integer)
language plpgsql set search_path = public, pg_temp as $$
declare
  fresh text[];
  told integer := 0;
begin
  with written as (
    insert into business_events as e (organization_id, id, event_type, data, occurred_at, idempotency_key, misfits)
    select organization, g.id, g.type, g.content, g.moment, g.key, g.fault
      from unnest(ids, types, contents, moments, keys, faults) with ordinality as g (id, type, content, moment, key, fault, place)
     order by g.key, g.place
    on conflict (organization_id, idempotency_key) where idempotency_key is not null do nothing
    returning e.id
  )
  select coalesce(array_agg(id), '{}') into fresh from written;
  if cardinality(fresh) = cardinality(ids) then
    told := outbox_append_each(organization, 'business_event', ids, types, contents, moments, array_fill(null::text, array[cardinality(ids)]));
  elsif cardinality(fresh) > 0 then
    select outbox_append_each(organization, 'business_event', array_agg(g.id order by place), array_agg(g.type order by place),
             array_agg(g.content order by place), array_agg(g.moment order by place), array_fill(null::text, array[count(*)::int]))
      into told
      from unnest(ids, types, contents, moments) with ordinality as g (id, type, content, moment, place)
     where g.id = any (fresh);
  end if;
  -- A statement of its own sees what others have committed meanwhile.
  return query
    select case when g.id = any (fresh) then g.id
                else (select e.id from business_events e where e.organization_id = organization and e.idempotency_key = g.key) end,
           g.id = any (fresh), told
      from unnest(ids, keys) with ordinality as g (id, key, place)
     order by g.place;
end $$;
revoke execute on function append_business_events(integer, text[], text[], jsonb[], timestamptz[], text[], jsonb[]) from public;
grant execute on function append_business_events(integer, text[], text[], jsonb[], timestamptz[], text[], jsonb[]) to suite_app;

-- What reads business data by SQL: queries of people's own, and BI tools.
insert into entitlements (name, kind, rank) values ('sql_access', 'feature', 12);
insert into plan_entitlements (plan, entitlement, amount) values
  ('trial', 'sql_access', 0), ('basic', 'sql_access', 0), ('premium', 'sql_access', 1), ('enterprise', 'sql_access', 1);

-- BI tools. `suite_bi` marks their accounts for pg_hba.conf and gives nothing; `suite_bi_warden` may end their sessions.
-- The right to connect comes from a role of this database alone (platform/db/accounts.ts), so that the accounts of one
-- installation cannot enter another on the same server.
do $$
begin
  if not exists (select from pg_roles where rolname = 'suite_bi') then
    create role suite_bi nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'suite_bi_warden') then
    create role suite_bi_warden nologin inherit;
  end if;
  execute 'grant suite_bi_warden to current_user';
  -- PostgreSQL 16 and newer: to hand out a role takes its admin option.
  execute 'grant suite_bi to suite_provisioner with admin option';
end $$;
grant usage on schema public to suite_bi_warden;
create policy provision on bi_access for select to suite_provisioner using (true);
create policy watch on bi_access to suite_bi_warden using (true) with check (true);
grant select (organization_id, role_name) on bi_access to suite_provisioner;
grant select (organization_id, role_name, last_seen_at, statement_timeout_ms), update (last_seen_at) on bi_access to suite_bi_warden;

create function bi_role_of(organization integer) returns text
language sql stable set search_path = public, pg_temp as $$
  select format('suite_%s_bi_%s', (select oid from pg_database where datname = current_database()), organization)
$$;

-- Ends the sessions of an organization's account.
create function end_bi_sessions(organization integer) returns integer
language sql security definer set search_path = public, pg_temp as $$
  select count(*)::int from (
    select pg_terminate_backend(pid) from pg_stat_activity where usename = bi_role_of(organization) and pid <> pg_backend_pid()) as ended
$$;

-- Makes the account of an organization's BI tools, or changes its password and bounds, and the schema of its views.
create function provide_bi_access(organization integer, verifier text, connections integer, ends timestamptz, timeout_ms integer)
returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account text := bi_role_of(organization);
  place text := format('bi_%s', organization);
  business text;
  setting text;
begin
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise insufficient_privilege using message = 'access to another organization';
  end if;
  -- A password in clear would be written to logs and statistics.
  if verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then
    raise invalid_password using message = 'not a SCRAM verifier';
  end if;
  business := ensure_organization_schema(organization);
  if not exists (select from pg_roles where rolname = account) then
    execute format('create role %I nologin', account);
    execute format('grant suite_bi, %I to %I', format('suite_%s_bi', (select oid from pg_database where datname = current_database())), account);
    execute format('grant %I to suite_bi_warden', account);
  end if;
  execute format('alter role %I login connection limit %s valid until %L password %L',
    account, connections, ends, verifier);
  foreach setting in array array[
    'default_transaction_read_only = on', format('search_path = %I', place), format('statement_timeout = %s', timeout_ms),
    'lock_timeout = 5000', 'idle_in_transaction_session_timeout = 60000', 'idle_session_timeout = 1800000',
    'work_mem = ''16MB''', 'max_parallel_workers_per_gather = 0', 'jit = off'] loop
    execute format('alter role %I in database %I set %s', account, current_database(), setting);
  end loop;
  execute format('create schema if not exists %I', place);
  execute format('grant usage on schema %I to %I', place, account);
  -- The views are made by the organization's own role, which owns the tables behind them.
  execute format('grant usage, create on schema %I to %I', place, business);
  -- Whoever came in by an earlier password is out.
  perform end_bi_sessions(organization);
  return account;
end $$;

-- Takes the account away, with the schema of views.
create function withdraw_bi_access(organization integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account text := bi_role_of(organization);
begin
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise insufficient_privilege using message = 'access to another organization';
  end if;
  perform end_bi_sessions(organization);
  execute format('drop schema if exists %I cascade', format('bi_%s', organization));
  if not exists (select from pg_roles where rolname = account) then
    return false;
  end if;
  execute format('drop role %I', account);
  return true;
end $$;

-- What an account cannot be forbidden is undone: sessions that have lifted their own time limits or hold advisory locks
-- are ended, large objects are deleted. Notes who was seen. Answers how many sessions were ended.
create function watch_bi_sessions() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ended integer;
begin
  if not exists (select from bi_access) then
    return 0;
  end if;
  update bi_access b set last_seen_at = clock_timestamp()
   where (b.last_seen_at is null or b.last_seen_at < clock_timestamp() - interval '1 minute')
     and exists (select from pg_stat_activity a where a.usename = b.role_name);
  perform lo_unlink(l.oid) from pg_largeobject_metadata l join pg_roles r on r.oid = l.lomowner
    where r.rolname in (select role_name from bi_access);
  select count(*) into ended from (
    select pg_terminate_backend(a.pid) from pg_stat_activity a join bi_access b on b.role_name = a.usename
     where (a.state = 'active' and a.query_start < clock_timestamp() - make_interval(secs => b.statement_timeout_ms / 1000.0 + 5))
        or (a.state like 'idle in transaction%' and a.state_change < clock_timestamp() - interval '90 seconds')
        or (a.xact_start < clock_timestamp() - interval '2 hours')
        or exists (select from pg_locks k where k.pid = a.pid and k.locktype = 'advisory')) as found;
  return ended;
end $$;

-- An organization that is erased takes its account with it.
create function forget_bi_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account text := bi_role_of(old.id);
begin
  execute format('drop schema if exists %I cascade', format('bi_%s', old.id));
  if exists (select from pg_roles where rolname = account) then
    perform end_bi_sessions(old.id);
    execute format('drop role %I', account);
  end if;
  return old;
end $$;
create trigger forget_bi_access before delete on organizations for each row execute function forget_bi_access();

grant create on schema public to suite_provisioner, suite_bi_warden;
alter function provide_bi_access(integer, text, integer, timestamptz, integer) owner to suite_provisioner;
alter function withdraw_bi_access(integer) owner to suite_provisioner;
alter function forget_bi_access() owner to suite_provisioner;
alter function end_bi_sessions(integer) owner to suite_bi_warden;
alter function watch_bi_sessions() owner to suite_bi_warden;
revoke create on schema public from suite_provisioner, suite_bi_warden;
revoke execute on function bi_role_of(integer), provide_bi_access(integer, text, integer, timestamptz, integer),
  withdraw_bi_access(integer), forget_bi_access(), end_bi_sessions(integer), watch_bi_sessions() from public;
grant execute on function provide_bi_access(integer, text, integer, timestamptz, integer), withdraw_bi_access(integer),
  watch_bi_sessions() to suite_app;
grant execute on function bi_role_of(integer) to suite_app, suite_provisioner, suite_bi_warden;
grant execute on function end_bi_sessions(integer) to suite_provisioner;

-- What happened, told reliably: the outbox of business events, the stream of messages to people, tickets for sockets.

-- An event is written in the transaction of what it tells of; dispatchers hand it to its consumers afterwards.
-- No foreign key: its check would lock the organization's one row for every prediction.
create table outbox_events (
  organization_id integer not null,
  id text not null,
  -- The order in which events were written. Not the order of commits: nothing reads on from a position.
  position bigint generated always as identity,
  type text not null check (length(type) between 1 and 100),
  -- What it tells of. Events of one subject reach a consumer one after the other; null asks for no order.
  subject_kind text,
  subject_id text,
  data jsonb not null,
  occurred_at timestamptz not null default clock_timestamp(),
  -- When its deliveries were made; null while nobody has looked at it.
  routed_at timestamptz,
  primary key (organization_id, id),
  check ((subject_kind is null) = (subject_id is null))
);
-- Dispatchers look over all organizations, and at the few events alone that wait.
create index outbox_events_waiting on outbox_events (position) where routed_at is null;
create index outbox_events_by_time on outbox_events (organization_id, occurred_at);

-- One row an event and consumer: the mark that makes every effect happen once.
create table outbox_deliveries (
  organization_id integer not null,
  event_id text not null,
  consumer text not null check (length(consumer) between 1 and 100),
  status text not null default 'pending' check (status in ('pending', 'consumed', 'dead')),
  position bigint not null,
  subject_kind text,
  subject_id text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  -- The last failure, for people who look after the server.
  error text,
  consumed_at timestamptz,
  primary key (organization_id, event_id, consumer),
  foreign key (organization_id, event_id) references outbox_events (organization_id, id) on delete cascade
);
create index outbox_deliveries_due on outbox_deliveries (next_attempt_at, position) where status = 'pending';
create index outbox_deliveries_by_subject on outbox_deliveries (organization_id, consumer, subject_kind, subject_id, position)
  where status = 'pending';
create index outbox_deliveries_dead on outbox_deliveries (organization_id, position) where status = 'dead';

-- Who consumes what, as the worker nodes have said; so that a node of another version routes to all.
create table outbox_consumers (
  name text primary key check (length(name) between 1 and 100),
  -- Null: every type.
  types text[],
  seen_at timestamptz not null default clock_timestamp()
);

-- Messages to people: numbered without gaps in each organization, kept for those who come back.
create table stream_heads (
  organization_id integer not null references organizations (id) on delete cascade,
  last_sequence bigint not null default 0,
  -- What is numbered up to here may be gone.
  trimmed_through bigint not null default 0,
  primary key (organization_id)
);

create table stream_messages (
  organization_id integer not null references stream_heads (organization_id) on delete cascade,
  sequence bigint not null,
  id text not null,
  -- Null: every member.
  user_id integer,
  -- What a reader must be allowed; null: nothing beyond being a member.
  permission text,
  type text not null check (length(type) between 1 and 100),
  -- The rest of the message; texts as {key, params}, put into words for each reader.
  body jsonb not null,
  -- A later message with the same key takes the place of this one.
  replaces text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, sequence)
);
create index stream_messages_by_replaces on stream_messages (organization_id, replaces) where replaces is not null;
-- Old ones are looked for over all organizations.
create index stream_messages_by_time on stream_messages (created_at);

-- A ticket opens one socket, once, soon. Kept as a hash, good on every node.
create table socket_tickets (
  organization_id integer not null references organizations (id) on delete cascade,
  ticket_hash bytea not null check (length(ticket_hash) = 32),
  -- Who holds it, and what they may; it lives too short for that to change unseen.
  user_id integer,
  api_key_id integer,
  permissions text[] not null,
  language text not null,
  expires_at timestamptz not null,
  primary key (organization_id, ticket_hash),
  check ((user_id is null) <> (api_key_id is null))
);
create index socket_tickets_by_expiry on socket_tickets (expires_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['outbox_events', 'outbox_deliveries', 'stream_heads', 'stream_messages', 'socket_tickets']
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

grant select, insert on outbox_events to suite_app;
grant select, update (status, attempts, next_attempt_at, error, consumed_at) on outbox_deliveries to suite_app;
grant select, insert, update (last_sequence) on stream_heads to suite_app;
grant select, insert, delete on stream_messages to suite_app;
grant select, insert, delete on socket_tickets to suite_app;

-- What goes over all organizations is done by functions of a role that nobody signs in as. They answer numbers and
-- names and never what an event says; the worker's account may call them, and nothing else reads the tables.
do $$
begin
  if not exists (select from pg_roles where rolname = 'suite_outbox') then
    create role suite_outbox nologin noinherit;
  end if;
  execute 'grant suite_outbox to current_user';
end $$;
grant usage on schema public to suite_outbox;
create policy dispatch on outbox_events to suite_outbox using (true) with check (true);
create policy dispatch on outbox_deliveries to suite_outbox using (true) with check (true);
create policy trim on stream_heads to suite_outbox using (true) with check (true);
create policy trim on stream_messages to suite_outbox using (true) with check (true);
create policy trim on socket_tickets to suite_outbox using (true) with check (true);
grant select (organization_id, id, position, type, subject_kind, subject_id, occurred_at, routed_at), update (routed_at), delete
  on outbox_events to suite_outbox;
grant select, insert, update (status, attempts, next_attempt_at, error, consumed_at) on outbox_deliveries to suite_outbox;
grant select, insert, update, delete on outbox_consumers to suite_outbox;
grant select, update (trimmed_through) on stream_heads to suite_outbox;
grant select (organization_id, sequence, created_at), delete on stream_messages to suite_outbox;
grant select (organization_id, ticket_hash, expires_at), delete on socket_tickets to suite_outbox;

-- Says which consumers there are. One that no node has named for a week gets no more deliveries.
create function outbox_register(consumer text, consumed_types text[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into outbox_consumers (name, types) values (consumer, consumed_types)
  on conflict (name) do update set types = excluded.types, seen_at = clock_timestamp()
$$;

-- Makes the deliveries of events that wait. One at a time, so that an earlier event is never routed after a later one
-- that was there to be seen with it.
create function outbox_route(most integer) returns integer
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
      from marked m join outbox_consumers c
        on c.seen_at > clock_timestamp() - interval '7 days' and (c.types is null or m.type = any (c.types))
    on conflict do nothing
  )
  select count(*) into routed from marked;
  return routed;
end $$;

-- The deliveries that the caller's consumers may carry out now: of each subject the earliest that is open.
create function outbox_due(consumers text[], most integer)
returns table (organization_id integer, event_id text, consumer text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.organization_id, d.event_id, d.consumer
    from outbox_deliveries d
   where d.status = 'pending' and d.next_attempt_at <= clock_timestamp() and d.consumer = any (consumers)
     and (d.subject_id is null or not exists (
       select from outbox_deliveries earlier
        where earlier.organization_id = d.organization_id and earlier.consumer = d.consumer
          and earlier.subject_kind = d.subject_kind and earlier.subject_id = d.subject_id
          and earlier.status = 'pending' and earlier.position < d.position))
   order by d.next_attempt_at, d.position
   limit most
$$;

-- Opens deliveries again, also those that a consumer never had. Null leaves a condition out.
create function outbox_replay(organization integer, event text, consumer text, from_time timestamptz, to_time timestamptz)
returns integer
language sql security definer set search_path = public, pg_temp as $$
  with wanted as (
    select e.organization_id, e.id, e.position, e.subject_kind, e.subject_id, c.name
      from outbox_events e join outbox_consumers c on c.types is null or e.type = any (c.types)
     where (outbox_replay.organization is null or e.organization_id = outbox_replay.organization)
       and (outbox_replay.event is null or e.id = outbox_replay.event)
       and (outbox_replay.consumer is null or c.name = outbox_replay.consumer)
       and (outbox_replay.from_time is null or e.occurred_at >= outbox_replay.from_time)
       and (outbox_replay.to_time is null or e.occurred_at < outbox_replay.to_time)
       and e.routed_at is not null
  ), opened as (
    insert into outbox_deliveries (organization_id, event_id, consumer, position, subject_kind, subject_id)
    select organization_id, id, name, position, subject_kind, subject_id from wanted
    on conflict (organization_id, event_id, consumer) do update
      set status = 'pending', attempts = 0, next_attempt_at = clock_timestamp(), error = null, consumed_at = null
    returning 1
  )
  select count(*)::int from opened
$$;

-- How much waits, since when, and how much was given up.
create function outbox_figures()
returns table (waiting bigint, pending bigint, dead bigint, oldest_waiting_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) from outbox_events where routed_at is null),
         (select count(*) from outbox_deliveries where status = 'pending'),
         (select count(*) from outbox_deliveries where status = 'dead'),
         (select min(e.occurred_at) from outbox_events e where e.routed_at is null)
$$;

-- Deletes what is older than it need be kept, so many rows at most. An event that a consumer still lacks is kept six
-- times as long.
create function outbox_trim(keep interval, most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deleted integer;
begin
  with old as (
    select e.organization_id, e.id from outbox_events e
     where e.routed_at < clock_timestamp() - keep
       and not exists (select from outbox_deliveries d
                        where d.organization_id = e.organization_id and d.event_id = e.id and d.status <> 'consumed'
                          and e.routed_at > clock_timestamp() - 6 * keep)
     order by e.routed_at limit most
  )
  delete from outbox_events e using old o where e.organization_id = o.organization_id and e.id = o.id;
  get diagnostics deleted = row_count;
  return deleted;
end $$;
create index outbox_events_routed on outbox_events (routed_at) where routed_at is not null;

create function stream_trim(keep interval, most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deleted integer;
begin
  delete from socket_tickets where expires_at < clock_timestamp();
  with old as (
    select m.organization_id, m.sequence from stream_messages m
     where m.created_at < clock_timestamp() - keep order by m.created_at limit most
  ), gone as (
    delete from stream_messages m using old o where m.organization_id = o.organization_id and m.sequence = o.sequence
    returning m.organization_id, m.sequence
  ), marked as (
    update stream_heads h set trimmed_through = greatest(h.trimmed_through, g.through)
      from (select organization_id, max(sequence) as through from gone group by organization_id) g
     where h.organization_id = g.organization_id
  )
  select count(*) into deleted from gone;
  return deleted;
end $$;

grant create on schema public to suite_outbox;
alter function outbox_register(text, text[]) owner to suite_outbox;
alter function outbox_route(integer) owner to suite_outbox;
alter function outbox_due(text[], integer) owner to suite_outbox;
alter function outbox_replay(integer, text, text, timestamptz, timestamptz) owner to suite_outbox;
alter function outbox_figures() owner to suite_outbox;
alter function outbox_trim(interval, integer) owner to suite_outbox;
alter function stream_trim(interval, integer) owner to suite_outbox;
revoke create on schema public from suite_outbox;
grant execute on function outbox_register(text, text[]), outbox_route(integer), outbox_due(text[], integer),
  outbox_replay(integer, text, text, timestamptz, timestamptz), outbox_figures(), outbox_trim(interval, integer),
  stream_trim(interval, integer) to suite_jobs;

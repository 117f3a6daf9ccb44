-- Notifications: what people were told, by which way it reached them, and what they wish to be told.

-- One row a call: several messages may come of it, one a reader.
create table notification_requests (
  organization_id integer not null references organizations (id) on delete cascade,
  id text not null,
  -- A repeat of the same call makes nothing twice.
  idempotency_key text check (length(idempotency_key) between 1 and 200),
  category text not null,
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  channels text[] not null,
  -- Who or what has sent it: {kind, id, name}.
  source jsonb not null,
  -- Whom it did not reach, and why: [{recipient, channel, reason}].
  skipped jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create unique index notification_requests_once on notification_requests (organization_id, idempotency_key)
  where idempotency_key is not null;
create index notification_requests_by_time on notification_requests (organization_id, created_at);

-- One row a reader, in exactly the words that they were told.
create table notifications (
  organization_id integer not null,
  id text not null,
  request_id text not null,
  -- Null: an address that belongs to no member.
  user_id integer,
  address text,
  language text not null,
  title text not null,
  message text not null,
  data jsonb not null,
  link text,
  -- Why this reader: {kind, value}.
  reason jsonb not null,
  -- Whether it is kept for reading; otherwise it went out and that is all.
  in_inbox boolean not null,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  archived_at timestamptz,
  snoozed_until timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references notification_requests (organization_id, id) on delete cascade
);
create index notifications_of_user on notifications (organization_id, user_id, id) where in_inbox;
create index notifications_unread on notifications (organization_id, user_id)
  where in_inbox and read_at is null and archived_at is null;
create index notifications_by_request on notifications (organization_id, request_id);

-- Programs of the organization that are told by HTTP.
create table webhook_endpoints (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  name text not null check (length(name) between 1 and 100),
  url text not null check (length(url) between 1 and 2000),
  -- Null: every category.
  categories text[],
  enabled boolean not null default true,
  -- Why the product has switched it off: gone (410), failing (five days).
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  -- Encrypted. After a rotation the one before signs as well, until its time is over.
  secret text not null,
  previous_secret text,
  previous_valid_until timestamptz,
  -- Since when nothing has got through; null while all is well.
  failing_since timestamptz,
  created_by integer,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);

-- What has to go out, or has gone.
create table notification_deliveries (
  organization_id integer not null,
  -- Also the id that the other side sees: it stays the same for every attempt.
  id text not null,
  request_id text not null,
  notification_id text,
  endpoint_id integer,
  channel text not null check (channel in ('websocket', 'email', 'webhook')),
  -- Where to: an address, a URL, a user's number.
  target text not null,
  -- What exactly is sent: {subject, text, html, unsubscribe} or {payload}; null for the socket.
  content jsonb,
  status text not null default 'pending' check (status in ('pending', 'sent', 'not_sent', 'dead', 'cancelled')),
  attempts integer not null default 0,
  -- Since the delivery was made or replayed.
  failures integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  -- While a node works on it, the others leave it alone.
  claimed_until timestamptz,
  -- The last failure, in a few words.
  error text,
  provider_id text,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references notification_requests (organization_id, id) on delete cascade,
  check ((status = 'pending') = (finished_at is null))
);
create index notification_deliveries_due on notification_deliveries (organization_id, next_attempt_at)
  where status = 'pending';
create index notification_deliveries_claimed on notification_deliveries (organization_id, claimed_until)
  where claimed_until is not null;
create index notification_deliveries_by_status on notification_deliveries (organization_id, status, id);
create index notification_deliveries_by_request on notification_deliveries (organization_id, request_id);
create index notification_deliveries_by_notification on notification_deliveries (organization_id, notification_id)
  where notification_id is not null;
create index notification_deliveries_by_endpoint on notification_deliveries (organization_id, endpoint_id, id)
  where endpoint_id is not null;

create table notification_attempts (
  organization_id integer not null,
  delivery_id text not null,
  attempt integer not null,
  outcome text not null check (outcome in ('sent', 'not_sent', 'failed', 'cancelled')),
  status_code integer,
  -- What the other side said, shortened.
  answer text,
  provider_id text,
  duration_ms integer not null,
  at timestamptz not null default clock_timestamp(),
  -- Null: there will be none.
  next_attempt_at timestamptz,
  primary key (organization_id, delivery_id, attempt),
  foreign key (organization_id, delivery_id) references notification_deliveries (organization_id, id) on delete cascade
);

-- What a member wishes to be told, by which way; the row of user 0 is the organization's default.
create table notification_preferences (
  organization_id integer not null references organizations (id) on delete cascade,
  user_id integer not null,
  -- {category: {channel: boolean}}; what is not said follows the default.
  channels jsonb not null default '{}',
  -- {starts, ends, time_zone}; null: none.
  quiet_hours jsonb,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, user_id)
);

-- Addresses of nobody here that want no more mail of a category.
create table notification_suppressions (
  organization_id integer not null references organizations (id) on delete cascade,
  address text not null,
  category text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, address, category)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['notification_requests', 'notifications', 'webhook_endpoints', 'notification_deliveries',
          'notification_attempts', 'notification_preferences', 'notification_suppressions']
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

grant select, insert, delete on notification_requests to suite_app;
grant select, insert, update (read_at, archived_at, snoozed_until) on notifications to suite_app;
grant select, insert, delete,
  update (name, url, categories, enabled, disabled_reason, secret, previous_secret, previous_valid_until, failing_since)
  on webhook_endpoints to suite_app;
grant select, insert,
  update (status, attempts, failures, next_attempt_at, claimed_until, error, provider_id, finished_at)
  on notification_deliveries to suite_app;
grant select, insert on notification_attempts to suite_app;
grant select, insert, update (channels, quiet_hours, updated_at) on notification_preferences to suite_app;
grant select, insert on notification_suppressions to suite_app;

-- Deliveries of all organizations are claimed by a function that answers ids alone; what they say is read by the server's
-- role, one organization at a time.
create policy dispatch on notification_deliveries to suite_outbox using (true) with check (true);
grant select (organization_id, id, status, next_attempt_at, claimed_until), update (claimed_until)
  on notification_deliveries to suite_outbox;

-- Takes up to `most` deliveries that are due: of every organization its first before any organization's second, and no
-- more than `most_each` of one organization at a time, so that nobody's many or slow ones keep the others waiting.
create function claim_notification_deliveries(most integer, most_each integer, lease_seconds double precision)
returns table (organization_id integer, id text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- The class of platform/db/locks.ts. One node at a time; it takes a millisecond.
  perform pg_advisory_xact_lock(4711, 50);
  return query
    with recursive waiting (organization_id) as (
      (select d.organization_id from notification_deliveries d where d.status = 'pending'
        order by d.organization_id limit 1)
      union all
      select (select d.organization_id from notification_deliveries d
               where d.status = 'pending' and d.organization_id > w.organization_id
               order by d.organization_id limit 1)
        from waiting w where w.organization_id is not null
    ), due as (
      select d.organization_id, d.id, row_number() over (partition by d.organization_id order by d.next_attempt_at) as place
        from waiting w cross join lateral (
          select n.organization_id, n.id, n.next_attempt_at from notification_deliveries n
           where n.organization_id = w.organization_id and n.status = 'pending'
             and n.next_attempt_at <= clock_timestamp()
             and (n.claimed_until is null or n.claimed_until <= clock_timestamp())
           order by n.next_attempt_at
           limit least(most, greatest(0, most_each - (
             select count(*) from notification_deliveries busy
              where busy.organization_id = w.organization_id and busy.claimed_until > clock_timestamp())))
        ) d
       where w.organization_id is not null
    ), chosen as (
      select c.organization_id, c.id from due c order by c.place limit most
    )
    update notification_deliveries n set claimed_until = clock_timestamp() + make_interval(secs => lease_seconds)
      from chosen c
     where n.organization_id = c.organization_id and n.id = c.id and n.status = 'pending'
    returning n.organization_id, n.id;
end $$;
revoke execute on function claim_notification_deliveries(integer, integer, double precision) from public;
grant create on schema public to suite_outbox;
alter function claim_notification_deliveries(integer, integer, double precision) owner to suite_outbox;
revoke create on schema public from suite_outbox;
grant execute on function claim_notification_deliveries(integer, integer, double precision) to suite_jobs;

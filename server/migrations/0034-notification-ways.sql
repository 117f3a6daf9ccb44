-- More ways of telling people, and secrets of endpoints that can be sealed anew.

alter table webhook_endpoints
  -- slack: the address is the secret, and `url` shows its host alone.
  add column kind text not null default 'webhook' check (kind in ('webhook', 'slack')),
  add column key_id text generated always as (split_part(secret, '.', 1)) stored,
  add column previous_key_id text generated always as (split_part(previous_secret, '.', 1)) stored;
create policy lookup on webhook_endpoints for select to suite_lookup using (true);
grant select (organization_id, key_id, previous_key_id) on webhook_endpoints to suite_lookup;

create or replace function list_stale_secrets(current_key text)
returns table (organization_id integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.organization_id from automation_credentials c where c.key_id <> current_key
  union
  select h.organization_id from automation_hooks h where h.key_id <> current_key
  union
  select e.organization_id from webhook_endpoints e
   where e.key_id <> current_key or e.previous_key_id <> current_key
$$;

alter table notification_deliveries
  drop constraint notification_deliveries_channel_check,
  add constraint notification_deliveries_channel_check check (channel in ('websocket', 'email', 'webhook', 'slack')),
  -- It goes out only where its reader has not read the message by then.
  add column if_unread boolean not null default false;

-- Who was told something of a key, and until when they are told nothing more of it.
create table notification_throttles (
  organization_id integer not null references organizations (id) on delete cascade,
  key text not null check (length(key) between 1 and 200),
  -- A user's number, or an address.
  reader text not null,
  until timestamptz not null,
  primary key (organization_id, key, reader)
);
create index notification_throttles_over on notification_throttles (organization_id, until);
alter table notification_throttles enable row level security;
alter table notification_throttles force row level security;
create policy tenant on notification_throttles
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, delete, update (until) on notification_throttles to suite_app;


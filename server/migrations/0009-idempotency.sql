-- Answers to requests that carried an Idempotency-Key, so that the same request again gets the same answer.
create table idempotency_keys (
  organization_id integer not null references organizations (id) on delete cascade,
  -- Keyed hash over the key, who sent it and to which route.
  key_hash bytea not null check (octet_length(key_hash) = 32),
  -- What was asked: method, address and type of content; and the body, null while a stream is not at its end.
  request_hash bytea not null,
  body_hash bytea,
  -- Who carries it out, and until when they need not say that they still do.
  claim bytea not null,
  claimed_until timestamptz not null,
  -- Status, headers and body, encrypted under a key that the stored columns do not give away. Null until there is one.
  answer bytea,
  expires_at timestamptz not null,
  primary key (organization_id, key_hash)
);
alter table idempotency_keys alter column answer set storage external;
-- For the sweep over all organizations.
create index idempotency_keys_by_end on idempotency_keys (expires_at);

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy tenant on idempotency_keys
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, update (request_hash, body_hash, claim, claimed_until, answer, expires_at), delete
  on idempotency_keys to suite_app;

create policy lookup on idempotency_keys to suite_lookup using (true);
grant select (organization_id, key_hash, expires_at), delete on idempotency_keys to suite_lookup;
create function remove_expired_idempotency_keys(most integer) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with expired as (
    select organization_id, key_hash from idempotency_keys where expires_at < now()
     order by expires_at limit most for update skip locked),
  removed as (
    delete from idempotency_keys k using expired e
     where k.organization_id = e.organization_id and k.key_hash = e.key_hash returning 1)
  select count(*) from removed
$$;
grant create on schema public to suite_lookup;
alter function remove_expired_idempotency_keys(integer) owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function remove_expired_idempotency_keys(integer) to suite_app;
-- Locking rows takes the right to update one column of them.
grant update (expires_at) on idempotency_keys to suite_lookup;

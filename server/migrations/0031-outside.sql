-- What workflows need to speak with the outside: credentials for others' services, and addresses that others call.

create table automation_credentials (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('header', 'bearer', 'basic', 'query', 'hmac')),
  -- What is no secret: the name of the header or the parameter, the name of the user.
  settings jsonb not null default '{}',
  -- It is sent to these hosts and to no other.
  hosts text[] not null check (cardinality(hosts) between 1 and 20),
  key_id text not null,
  sealed bytea not null,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, name)
);

create table automation_hooks (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  workflow_id integer not null,
  name text not null check (length(name) between 1 and 100),
  -- The address holds a token that is shown once.
  token_hash bytea not null check (length(token_hash) = 32),
  prefix text not null,
  -- Null: whoever knows the address may call.
  key_id text,
  sealed bytea,
  -- Whether the caller waits for the run, and at most how long.
  answer text not null check (answer in ('now', 'at_end')),
  wait_seconds integer not null check (wait_seconds between 1 and 60),
  last_called_at timestamptz,
  created_by integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, workflow_id, name),
  check ((key_id is null) = (sealed is null)),
  foreign key (organization_id, workflow_id) references automation_workflows (organization_id, id) on delete cascade
);
-- Found before an organization is known; 256 random bits are nobody else's.
create index automation_hooks_by_token on automation_hooks (token_hash);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['automation_credentials', 'automation_hooks']
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

grant select, insert, delete, update (kind, settings, hosts, key_id, sealed, updated_at) on automation_credentials to suite_app;
grant select, insert, delete, update (token_hash, prefix, key_id, sealed, answer, wait_seconds, last_called_at, updated_at)
  on automation_hooks to suite_app;

create policy lookup on automation_hooks for select to suite_lookup using (true);
create policy lookup on automation_credentials for select to suite_lookup using (true);
grant select on automation_hooks to suite_lookup;
grant select (organization_id, id, key_id) on automation_credentials to suite_lookup;

create function find_hook(wanted bytea)
returns table (organization_id integer, id integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.organization_id, h.id from automation_hooks h where h.token_hash = wanted
$$;

-- The organizations that have a secret which is sealed with another key than the present one.
create function list_stale_secrets(current_key text)
returns table (organization_id integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.organization_id from automation_credentials c where c.key_id <> current_key
  union
  select h.organization_id from automation_hooks h where h.key_id <> current_key
$$;

grant create on schema public to suite_lookup;
alter function find_hook(bytea) owner to suite_lookup;
alter function list_stale_secrets(text) owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function find_hook(bytea), list_stale_secrets(text) to suite_app;

-- Second factors and forgotten passwords. Like everything in this schema they belong to users and to no organization,
-- and only suite_identity enters. Of codes and tokens the hash alone is kept; the secret of a factor is sealed.
create table identity.second_factor (
  user_id integer primary key references identity."user" (id) on delete cascade,
  key_id text not null,
  sealed bytea not null,
  -- Null while it is being set up: it is not asked for yet.
  confirmed_at timestamptz,
  -- The last period of 30 seconds whose code was taken; none is taken twice.
  last_step bigint not null default 0,
  -- Wrong codes since the last right one.
  failed_count integer not null default 0,
  locked_until timestamptz
);
create table identity.recovery_code (
  user_id integer not null references identity."user" (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  primary key (user_id, code_hash)
);
-- Somebody who has given the right password and not yet the code.
create table identity.sign_in_challenge (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id integer not null references identity."user" (id) on delete cascade,
  remember boolean not null,
  tries integer not null default 0,
  expires_at timestamptz not null
);
create index on identity.sign_in_challenge (user_id);
create table identity.trusted_device (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id integer not null references identity."user" (id) on delete cascade,
  expires_at timestamptz not null
);
create index on identity.trusted_device (user_id);
create table identity.password_reset (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id integer not null references identity."user" (id) on delete cascade,
  -- Whose member made the link; null: it went to the user's own address.
  organization_id integer,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on identity.password_reset (user_id);
grant select, insert, update, delete on identity.second_factor, identity.recovery_code, identity.sign_in_challenge,
  identity.trusted_device, identity.password_reset to suite_identity;

alter table organizations add column require_second_factor boolean not null default false;
grant update (require_second_factor) on organizations to suite_app;

drop function find_memberships(integer);
create function find_memberships(wanted_user integer)
returns table (organization_id integer, organization_name text, plan text, role text, role_id integer, role_name text,
               role_permissions text[], default_language text, require_second_factor boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organization_id, o.name, o.plan, m.role, m.role_id, r.name, r.permissions, o.default_language,
         o.require_second_factor
    from memberships m
    join organizations o on o.id = m.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.role_id
   where m.user_id = wanted_user order by m.organization_id
$$;
-- An owner of a function must be able to make one there; only for this moment.
grant create on schema public to suite_lookup;
alter function find_memberships(integer) owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function find_memberships(integer) to suite_app;

-- Access: custom roles, invitations, rotation of API keys. A key does what it was given, as long as its maker may do that too.
create table custom_roles (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  name text not null check (length(name) between 1 and 60),
  permissions text[] not null,
  -- Counts the changes, so that two people who change it at once do not undo each other's.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index custom_roles_by_name on custom_roles (organization_id, lower(name));
alter table custom_roles enable row level security;
alter table custom_roles force row level security;
create policy tenant on custom_roles
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, update (name, permissions, version), delete on custom_roles to suite_app;

alter table memberships add column role_id integer;
alter table memberships drop constraint memberships_role_check;
alter table memberships
  add constraint memberships_role_check check (role in ('owner', 'admin', 'analyst', 'operator', 'viewer', 'custom')),
  add constraint memberships_role_id_check check ((role = 'custom') = (role_id is not null)),
  -- A role that somebody has cannot vanish.
  add constraint memberships_role_id_fkey foreign key (organization_id, role_id) references custom_roles (organization_id, id);
create index memberships_by_role on memberships (organization_id, role_id) where role_id is not null;
grant update (role_id) on memberships to suite_app;

alter table organizations add column version integer not null default 1;
grant update (version) on organizations to suite_app;

create table invitations (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'analyst', 'operator', 'viewer', 'custom')),
  -- Null when the role was removed after the invitation had ended.
  role_id integer,
  token_hash bytea not null check (length(token_hash) = 32),
  -- Null: by the command line.
  invited_by integer,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by integer,
  revoked_at timestamptz,
  primary key (organization_id, id),
  check (role = 'custom' or role_id is null),
  foreign key (organization_id, role_id) references custom_roles (organization_id, id)
);
create unique index invitations_open on invitations (organization_id, email) where accepted_at is null and revoked_at is null;
create index invitations_by_role on invitations (organization_id, role_id) where role_id is not null;
-- Looked up before the organization is known; 256 random bits do not repeat.
create index invitations_by_hash on invitations (token_hash);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, update (token_hash, expires_at, invited_by, accepted_at, accepted_by, revoked_at, role_id)
  on invitations to suite_app;

-- While a key is rotated, the secret of before is accepted for a time.
alter table api_keys add column previous_hash bytea check (length(previous_hash) = 32), add column previous_ends_at timestamptz;
create index api_keys_by_previous_hash on api_keys (previous_hash) where previous_hash is not null;
grant update (key_hash, prefix, previous_hash, previous_ends_at, permissions, created_by) on api_keys to suite_app;

create policy lookup on custom_roles for select to suite_lookup using (true);
create policy lookup on invitations for select to suite_lookup using (true);
grant select on custom_roles, invitations to suite_lookup;

drop function find_api_key(bytea);
create function find_api_key(wanted bytea)
returns table (organization_id integer, id integer, permissions text[], maker integer, maker_role text,
               maker_permissions text[], default_language text, ends_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- Written at most once a minute, so that a busy key costs no write a request.
  update api_keys as k set last_used_at = now()
    where (k.key_hash = wanted or (k.previous_hash = wanted and k.previous_ends_at > now()))
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
  return query
    select k.organization_id, k.id, k.permissions, k.created_by, m.role, r.permissions, o.default_language,
           case when k.key_hash = wanted then k.expires_at else least(k.expires_at, k.previous_ends_at) end
      from api_keys as k
      join organizations as o on o.id = k.organization_id
      left join memberships as m on m.organization_id = k.organization_id and m.user_id = k.created_by
      left join custom_roles as r on r.organization_id = m.organization_id and r.id = m.role_id
     where (k.key_hash = wanted or (k.previous_hash = wanted and k.previous_ends_at > now()))
       and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
       and (k.created_by is null or m.user_id is not null);
end $$;

drop function find_memberships(integer);
create function find_memberships(wanted_user integer)
returns table (organization_id integer, organization_name text, plan text, role text, role_id integer, role_name text,
               role_permissions text[], default_language text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organization_id, o.name, o.plan, m.role, m.role_id, r.name, r.permissions, o.default_language
    from memberships m
    join organizations o on o.id = m.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.role_id
   where m.user_id = wanted_user order by m.organization_id
$$;

create function find_invitation(wanted bytea)
returns table (organization_id integer, id integer, organization_name text, default_language text, email text,
               role text, role_id integer, role_name text, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.organization_id, i.id, o.name, o.default_language, i.email, i.role, i.role_id, r.name, i.expires_at
    from invitations i
    join organizations o on o.id = i.organization_id
    left join custom_roles r on r.organization_id = i.organization_id and r.id = i.role_id
   where i.token_hash = wanted and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;

-- An owner of a function must be able to make one there; only for this moment.
grant create on schema public to suite_lookup;
alter function find_api_key(bytea) owner to suite_lookup;
alter function find_memberships(integer) owner to suite_lookup;
alter function find_invitation(bytea) owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function find_api_key(bytea), find_memberships(integer), find_invitation(bytea) to suite_app;

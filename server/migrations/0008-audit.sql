-- The audit log: who did what. Rows are only ever added; each carries a keyed hash over itself and the row before, and the
-- head says where the chain of an organization ends. Neither refers to organizations: what was done outlives who did it.
create table audit_heads (
  organization_id integer primary key,
  -- The last row, and its hash.
  sequence bigint not null check (sequence >= 0),
  hash bytea not null,
  -- The last row that retention has removed, and its hash: the chain begins behind it.
  base_sequence bigint not null check (base_sequence between 0 and sequence),
  base_hash bytea not null,
  -- The keyed hash over all of the above.
  mac bytea not null
);

create table audit_log (
  organization_id integer not null,
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id integer check ((actor_id is null) = (actor_kind = 'system')),
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject_kind text not null,
  subject_id text not null,
  -- JSON as text, because the hash is over these very bytes.
  detail text not null,
  hash bytea not null,
  primary key (organization_id, sequence)
);
create index audit_log_by_action on audit_log (organization_id, action, sequence desc);
create index audit_log_by_actor on audit_log (organization_id, actor_kind, actor_id, sequence desc);
create index audit_log_by_subject on audit_log (organization_id, subject_kind, subject_id, sequence desc);
create index audit_log_by_time on audit_log (organization_id, at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['audit_heads', 'audit_log']
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
grant select, insert, update (sequence, hash, base_sequence, base_hash, mac) on audit_heads to suite_app;
grant select, insert on audit_log to suite_app;

-- Which organizations have a chain is asked by whoever verifies or backs up all of them.
create policy lookup on audit_heads for select to suite_lookup using (true);
grant select (organization_id) on audit_heads to suite_lookup;
create policy lookup on audit_log for select to suite_lookup using (true);
grant select (organization_id) on audit_log to suite_lookup;

-- Holds for the owner too. A row may go only where the head, which is signed, says that the chain begins behind it.
create function keep_audit_log() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.sequence <= (select base_sequence from audit_heads where organization_id = old.organization_id) then
      return old;
    end if;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_rows before update or delete on audit_log for each row execute function keep_audit_log();
create trigger keep_table before truncate on audit_log for each statement execute function keep_audit_log();

-- Retention: removes what lies before the chain's beginning. Runs as the owner, within the organization that is set.
create function remove_audit_rows(organization integer) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with removed as (
    delete from audit_log a using audit_heads h
     where a.organization_id = organization and h.organization_id = organization and a.sequence <= h.base_sequence
    returning 1)
  select count(*) from removed
$$;
grant execute on function remove_audit_rows(integer) to suite_app;

-- The history of records is kept as long as the plan says, oldest first.
grant delete on record_changes, record_change_sets to suite_app;

-- Accounts of BI tools work while the plan has SQL access, and no longer. Those of organizations that lost it are shut and
-- their sessions ended; those of organizations that have it again are opened with the password and the end that they had.
-- A plan's change is seen here, and so is an override that has run out. Answers how many accounts were changed.
create function settle_bi_access() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account record;
  mine text := current_setting('app.organization_id', true);
  is_allowed boolean;
  changed integer := 0;
begin
  -- Another node is at it.
  if not pg_try_advisory_xact_lock(hashtext('bi accounts'), 0) then
    return 0;
  end if;
  for account in
    select b.organization_id as organization, b.role_name as name, r.rolcanlogin as is_open
      from bi_access b join pg_roles r on r.rolname = b.role_name
  loop
    perform set_config('app.organization_id', account.organization::text, true);
    select amount > 0 into is_allowed from entitlement_terms(account.organization, 'sql_access');
    if account.is_open and is_allowed is not true then
      execute format('alter role %I nologin', account.name);
      perform end_bi_sessions(account.organization);
      changed := changed + 1;
    elsif not account.is_open and is_allowed then
      execute format('alter role %I login', account.name);
      changed := changed + 1;
    end if;
  end loop;
  perform set_config('app.organization_id', coalesce(mine, ''), true);
  return changed;
end $$;
grant select on entitlement_overrides, plan_catalogue to suite_provisioner;
grant execute on function entitlement_terms(integer, text, timestamptz) to suite_provisioner;
grant create on schema public to suite_provisioner;
alter function settle_bi_access() owner to suite_provisioner;
revoke create on schema public from suite_provisioner;
revoke execute on function settle_bi_access() from public;
grant execute on function settle_bi_access() to suite_app;

-- Whether anybody would be told of such an event: one that nobody waits for need not be put together.
create function outbox_awaits(organization integer, event_type text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  -- The function may look at every organization, its caller at one.
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::int then
    raise insufficient_privilege using message = 'events of another organization';
  end if;
  return exists (select from outbox_consumers_of(organization, event_type));
end $$;
grant create on schema public to suite_outbox;
alter function outbox_awaits(integer, text) owner to suite_outbox;
revoke create on schema public from suite_outbox;
revoke execute on function outbox_awaits(integer, text) from public;
grant execute on function outbox_awaits(integer, text) to suite_app;

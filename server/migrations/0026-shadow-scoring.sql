-- What a version scores in the shadow is told from the predictions that are kept: whatever has no row yet is still to be
-- scored, so nothing waits in a memory and nothing is lost with one. An input that the version cannot read has a row
-- without an output.
alter table shadow_predictions alter column prediction_output drop not null;
drop table shadow_losses;

create index ai_models_challenged on ai_models (organization_id, id) where challenger_version is not null;
create policy lookup on ai_models for select to suite_lookup using (challenger_version is not null);
grant select (organization_id, id, challenger_version, challenger_since) on ai_models to suite_lookup;

-- The models of all organizations that are challenged, for the node that scores.
create function list_challenges()
returns table (organization_id integer, model_id integer, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organization_id, m.id, m.challenger_since from ai_models m where m.challenger_version is not null
$$;
revoke execute on function list_challenges() from public;
grant create on schema public to suite_lookup;
alter function list_challenges() owner to suite_lookup;
revoke create on schema public from suite_lookup;
grant execute on function list_challenges() to suite_app;

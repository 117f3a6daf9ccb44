-- A version that may replace the one that answers: one a model. In the shadow it answers nobody; as a canary it answers
-- a share of the predictions. It stands in the model's row, so that one lock guards all that decides who answers.
alter table ai_models
  add column challenger_version integer,
  add column challenger_mode text check (challenger_mode in ('shadow', 'canary')),
  add column challenger_share double precision,
  add column challenger_since timestamptz,
  add constraint ai_models_challenger_whole
    check (num_nulls(challenger_version, challenger_mode, challenger_share, challenger_since) in (0, 4)),
  add constraint ai_models_challenger_share
    check (challenger_share > 0 and challenger_share <= case challenger_mode when 'canary' then 0.5 else 1 end),
  add constraint ai_models_challenger_other
    check (challenger_version is null or (deployed_version is not null and challenger_version <> deployed_version));
grant update (challenger_version, challenger_mode, challenger_share, challenger_since) on ai_models to suite_app;

-- How a version came to answer. A rollback leads back to what answered before.
alter table model_deployments
  add column kind text not null default 'deploy' check (kind in ('deploy', 'promote', 'rollback'));

-- What the other of champion and challenger would have answered; goes with the prediction.
create table shadow_predictions (
  organization_id integer not null,
  prediction_id text not null,
  model_id integer not null,
  model_version integer not null,
  prediction_output jsonb not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, prediction_id, model_version),
  foreign key (organization_id, prediction_id)
    references prediction_results (organization_id, prediction_id) on delete cascade
);
create index shadow_predictions_by_version
  on shadow_predictions (organization_id, model_id, model_version, created_at);

-- Predictions that a version in the shadow did not score, by why: too many at once, or an input that it cannot read.
create table shadow_losses (
  organization_id integer not null,
  model_id integer not null,
  model_version integer not null,
  dropped bigint not null default 0,
  refused bigint not null default 0,
  primary key (organization_id, model_id, model_version),
  foreign key (organization_id, model_id, model_version)
    references model_versions (organization_id, model_id, version) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['shadow_predictions', 'shadow_losses']
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

grant select, insert on shadow_predictions to suite_app;
grant select, insert, update (dropped, refused) on shadow_losses to suite_app;

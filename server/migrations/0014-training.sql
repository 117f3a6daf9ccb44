-- What a training may be told, what it says of its data, and trainings that wait for one of their organization's places.
alter table ai_models add column training_options jsonb not null default '{}';
grant update (training_options) on ai_models to suite_app;

alter table model_versions
  -- All that was asked for: with the data and the code, the same bytes come out again. Null in versions from before.
  add column receipt jsonb,
  -- [{feature, loss_increase}], the most important first.
  add column importance jsonb not null default '[]',
  -- What the columns held, as the training read them.
  add column data_quality jsonb not null default '[]';

alter table entitlements
  drop constraint entitlements_kind_check,
  -- parallel: so many under way at once, the others wait
  add constraint entitlements_kind_check check (kind in ('daily', 'standing', 'parallel', 'days', 'feature'));
insert into entitlements (name, kind, rank) values ('parallel_trainings', 'parallel', 11);
insert into plan_entitlements (plan, entitlement, amount) values
  ('trial', 'parallel_trainings', 1),
  ('basic', 'parallel_trainings', 1),
  ('premium', 'parallel_trainings', 2),
  ('enterprise', 'parallel_trainings', 4);

-- Held back until a job of the same organization ends: not yet in the queue that the nodes take from.
alter table jobs add column held boolean not null default false;
create index jobs_under_way on jobs (organization_id, kind, id) where status in ('queued', 'running');

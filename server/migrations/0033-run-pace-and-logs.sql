-- How fast an organization's workflows may start, what steps have written down, and deals that stay quick.

-- rate: so many a minute, the others wait
alter table entitlements
  drop constraint entitlements_kind_check,
  add constraint entitlements_kind_check check (kind in ('daily', 'standing', 'parallel', 'rate', 'days', 'feature'));
insert into entitlements (name, kind, rank) values ('workflow_starts_per_minute', 'rate', 13);
insert into plan_entitlements (plan, entitlement, amount) values
  ('trial', 'workflow_starts_per_minute', 60),
  ('basic', 'workflow_starts_per_minute', 600),
  ('premium', 'workflow_starts_per_minute', 6000),
  ('enterprise', 'workflow_starts_per_minute', 60000);

-- What a step has written for whoever reads the run's history, such as a script by console.log; null: nothing.
alter table automation_run_steps add column logs json;

-- A scan by bitmap visits every row that has ever been ready or owned, until a vacuum; a plain one remembers which are gone.
alter function automation_deal_runs(text, timestamptz, integer, integer) set enable_bitmapscan = off;
alter function automation_free_lost_runs(integer) set enable_bitmapscan = off;
alter function automation_runs_of(text) set enable_bitmapscan = off set enable_seqscan = off;

-- A run that failed may be begun again with what was wrong about its input put right.
grant update (trigger) on automation_runs to suite_app;

-- Plans and what they allow, what is used of it, what has been warned of, what is kept for how long.

-- The catalogue is data: another plan or limit is a row here, not a change of the program. It belongs to no
-- organization, so the server's role reads it through a view and writes it not at all.
create table plans (
  name text primary key,
  -- From the smallest to the largest.
  rank integer not null unique
);
create table entitlements (
  name text primary key,
  -- daily: so many a calendar day of the organization; standing: so many at any one time; days: so long;
  -- feature: 0 none, 1 yes (or a basic form), 2 the full form
  kind text not null check (kind in ('daily', 'standing', 'days', 'feature')),
  rank integer not null unique
);
create table plan_entitlements (
  plan text not null references plans (name),
  entitlement text not null references entitlements (name),
  amount integer not null check (amount >= 0),
  primary key (plan, entitlement)
);
insert into plans (name, rank) values ('trial', 1), ('basic', 2), ('premium', 3), ('enterprise', 4);
insert into entitlements (name, kind, rank) values
  ('models', 'standing', 1),
  ('predictions_per_day', 'daily', 2),
  ('workflows', 'standing', 3),
  ('retention_days', 'days', 4),
  ('anomaly_detection', 'feature', 5),
  ('custom_algorithms', 'feature', 6),
  ('batch_processing', 'feature', 7),
  ('advanced_ai', 'feature', 8),
  ('real_time_analytics', 'feature', 9),
  ('custom_ai_integrations', 'feature', 10);
insert into plan_entitlements (entitlement, plan, amount)
select entitlement, plan, amount
  from (values
    ('models', 2, 5, 15, 50),
    ('predictions_per_day', 100, 500, 2000, 10000),
    ('workflows', 0, 3, 10, 25),
    ('retention_days', 30, 90, 365, 1095),
    ('anomaly_detection', 1, 2, 2, 2),
    ('custom_algorithms', 0, 0, 1, 1),
    ('batch_processing', 0, 0, 1, 1),
    ('advanced_ai', 0, 0, 0, 1),
    ('real_time_analytics', 0, 0, 0, 1),
    ('custom_ai_integrations', 0, 0, 0, 1)
  ) as limits (entitlement, trial, basic, premium, enterprise),
  lateral (values ('trial', trial), ('basic', basic), ('premium', premium), ('enterprise', enterprise)) as each (plan, amount);

create view plan_catalogue as
  select p.name as plan, p.rank as plan_rank, e.name as entitlement, e.kind, e.rank, l.amount
    from plan_entitlements l join plans p on p.name = l.plan join entitlements e on e.name = l.entitlement;
grant select on plan_catalogue to suite_app;

alter table organizations
  drop constraint organizations_plan_check,
  add foreign key (plan) references plans (name),
  -- A zone that the database does not know would make every count of a day fail.
  add check (timezone(time_zone, timestamptz '2000-01-01') is not null);
grant update (plan) on organizations to suite_app;

-- What one organization was given instead of what its plan says, for a time or for good.
create table entitlement_overrides (
  organization_id integer not null references organizations (id) on delete cascade,
  entitlement text not null references entitlements (name),
  amount integer not null check (amount >= 0),
  reason text check (length(reason) between 1 and 500),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, entitlement)
);

-- Which plan an organization had until when. What a smaller plan keeps for a shorter time is not deleted at once.
create table plan_changes (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  from_plan text not null references plans (name),
  to_plan text not null references plans (name),
  changed_at timestamptz not null default now(),
  primary key (organization_id, id)
);

-- How much was used. Of a daily entitlement: that day; of a standing one: how many stood, last told on that day.
-- A period is a calendar date in the organization's zone. When the zone is changed, another date begins or one before
-- comes back, with what was used on it: no date's quota can be used twice.
create table usage_counters (
  organization_id integer not null references organizations (id) on delete cascade,
  entitlement text not null references entitlements (name),
  period date not null,
  used integer not null check (used >= 0),
  primary key (organization_id, entitlement, period)
) with (fillfactor = 50);

-- Once a period and threshold, in per cent.
create table usage_warnings (
  organization_id integer not null references organizations (id) on delete cascade,
  entitlement text not null references entitlements (name),
  period date not null,
  threshold integer not null check (threshold in (80, 100)),
  used integer not null,
  amount integer not null,
  plan text not null,
  -- The date on which the limit will be hit if use goes on as in the last days; null when it will not.
  forecast_on date,
  -- Not when the transaction began: those that wait for each other would come out of order.
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, entitlement, period, threshold)
);

-- While there is a row, nothing of the organization is deleted because of its age.
create table legal_holds (
  organization_id integer primary key references organizations (id) on delete cascade,
  reason text not null check (length(trim(reason)) between 1 and 500),
  set_by_kind text not null check (set_by_kind in ('user', 'api_key', 'system')),
  set_by_id integer,
  set_at timestamptz not null default now()
);

-- What the latest run deleted, and whether it came to the end.
create table retention_runs (
  organization_id integer primary key references organizations (id) on delete cascade,
  finished_at timestamptz not null default now(),
  removed jsonb not null,
  is_complete boolean not null
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['entitlement_overrides', 'plan_changes', 'usage_counters', 'usage_warnings', 'legal_holds', 'retention_runs']
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
grant select, insert, update (amount, reason, expires_at, created_at), delete on entitlement_overrides to suite_app;
grant select, insert on plan_changes to suite_app;
grant select, insert, update (used), delete on usage_counters to suite_app;
grant select, insert, delete on usage_warnings to suite_app;
grant select, insert, update (reason, set_by_kind, set_by_id, set_at), delete on legal_holds to suite_app;
grant select, insert, update (finished_at, removed, is_complete) on retention_runs to suite_app;

-- What an organization has of one entitlement at a moment, and the calendar day that it then is in its zone. Where a
-- zone has no midnight on some day, PostgreSQL gives the first moment of that day.
create function entitlement_terms(organization integer, wanted text, at timestamptz default now())
returns table (plan text, amount integer, period date, starts_at timestamptz, resets_at timestamptz)
language sql stable as $$
  select o.plan, coalesce(v.amount, c.amount), day.today,
         day.today::timestamp at time zone o.time_zone, (day.today + 1)::timestamp at time zone o.time_zone
    from organizations o
    cross join lateral (select (at at time zone o.time_zone)::date as today) as day
    join plan_catalogue c on c.plan = o.plan and c.entitlement = wanted
    left join entitlement_overrides v on v.organization_id = o.id and v.entitlement = wanted
      and (v.expires_at is null or v.expires_at > at)
   where o.id = organization
$$;

-- Takes as much of a daily quota as there is left, up to `wanted`, inside the statement or transaction that does the
-- work: whoever comes at the same moment waits here until that has been committed or undone. What was granted and is
-- not used is given back by undoing the transaction only.
create function consume_quota(organization integer, wanted_entitlement text, wanted integer)
returns table (granted integer, used integer, amount integer, plan text, period date, resets_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  terms record;
  before integer;
  taken integer := 0;
begin
  select * into strict terms from entitlement_terms(organization, wanted_entitlement);
  select c.used into before from usage_counters c
   where c.organization_id = organization and c.entitlement = wanted_entitlement and c.period = terms.period;
  -- Counters only grow: what is used up is refused without waiting for anybody and without a write.
  if wanted > 0 and coalesce(before, 0) < terms.amount then
    insert into usage_counters (organization_id, entitlement, period, used)
      values (organization, wanted_entitlement, terms.period, 0) on conflict do nothing;
    select c.used into before from usage_counters c
     where c.organization_id = organization and c.entitlement = wanted_entitlement and c.period = terms.period
       for update;
    taken := least(wanted, greatest(terms.amount - before, 0));
    update usage_counters c set used = before + taken
     where c.organization_id = organization and c.entitlement = wanted_entitlement and c.period = terms.period;
  end if;
  return query select taken, coalesce(before, 0) + taken, terms.amount, terms.plan, terms.period, terms.resets_at;
end $$;
grant execute on function entitlement_terms(integer, text, timestamptz), consume_quota(integer, text, integer) to suite_app;

-- A frozen model is kept whole and neither trained, deployed nor asked, until the plan allows so many again.
alter table ai_models
  add column frozen_at timestamptz,
  -- When a person chose it as one to keep in service.
  add column kept_at timestamptz;
grant update (frozen_at, kept_at) on ai_models to suite_app;

-- What is older than the plan keeps is found by its time.
create index prediction_results_by_time on prediction_results (organization_id, prediction_timestamp);
grant delete on prediction_results, jobs to suite_app;

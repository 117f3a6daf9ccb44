-- Metrics that an organization has defined, or defined otherwise than the product does. Versions are only added; the
-- highest counts, and one without a definition says that the metric was removed.
create table metric_versions (
  organization_id integer not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 60),
  version integer not null check (version > 0),
  definition jsonb,
  created_by integer,
  created_at timestamptz not null default now(),
  primary key (organization_id, name, version)
);
alter table metric_versions enable row level security;
alter table metric_versions force row level security;
create policy tenant on metric_versions
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert on metric_versions to suite_app;

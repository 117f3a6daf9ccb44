-- Lines of analyses whose lists are too long for their result: customers by value, products by what ordering prevents.
create table predictive_items (
  organization_id integer not null,
  analysis_id integer not null,
  -- From 1, in the order of the list.
  position integer not null check (position > 0),
  -- Its columns by name, in their order.
  fields json not null,
  -- Why it stands there: sentences as {key, params, tone}, put into the reader's language when they are read.
  phrases jsonb not null,
  primary key (organization_id, analysis_id, position),
  foreign key (organization_id, analysis_id) references predictive_analyses (organization_id, id) on delete cascade
);

alter table predictive_items enable row level security;
alter table predictive_items force row level security;
create policy tenant on predictive_items
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int));
grant select, insert, delete on predictive_items to suite_app;

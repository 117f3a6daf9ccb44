-- Datasets with a meaning: a key, roles of columns, constraints; and the history of their records.

-- Of standard datasets the words are in the message catalogues; those that somebody wrote stand here.
alter table datasets
  add column label text check (length(label) between 1 and 200),
  add column description text check (length(description) <= 2000);
grant update (label, description) on datasets to suite_app;

alter table dataset_columns
  -- A record is called by its value in this column: it has one, and no other record has the same.
  add column is_key boolean not null default false,
  add column role text check (role in ('entity', 'time', 'measure', 'dimension', 'money')),
  -- Null: the organization's own.
  add column currency text check (currency ~ '^[A-Z]{3}$'),
  add constraint dataset_columns_currency_of_money check (currency is null or role = 'money');
create unique index dataset_columns_key on dataset_columns (organization_id, dataset_id) where is_key;
grant update (name, label, type, is_key, role, currency), delete on dataset_columns to suite_app;

create table dataset_constraints (
  organization_id integer not null,
  dataset_id integer not null,
  id integer generated always as identity,
  column_name text not null,
  kind text not null check (kind in ('required', 'unique', 'minimum', 'maximum', 'one_of', 'pattern', 'reference')),
  -- {value}, {values}, {pattern} or {dataset}, by kind
  setting jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (organization_id, dataset_id, id),
  unique (organization_id, dataset_id, column_name, kind),
  foreign key (organization_id, dataset_id, column_name)
    references dataset_columns (organization_id, dataset_id, name) on update cascade on delete cascade
);
-- Which constraints refer to a dataset.
create index dataset_constraints_by_reference on dataset_constraints (organization_id, (setting ->> 'dataset'))
  where kind = 'reference';

-- What one request changed: it is undone as a whole.
create table record_change_sets (
  organization_id integer not null,
  dataset_id integer not null,
  id text not null,
  action text not null check (action in ('create', 'update', 'upsert', 'delete', 'undo')),
  records integer not null,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id integer,
  created_at timestamptz not null default clock_timestamp(),
  -- The set that took this one back.
  undone_by text,
  primary key (organization_id, dataset_id, id),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade
);

-- One row a change of a record. Rows that an import inserted carry its number themselves and have none here.
create table record_changes (
  organization_id integer not null,
  dataset_id integer not null,
  id bigint generated always as identity,
  -- _row_id of the record.
  row_id bigint not null,
  -- What it was called, so that a record that is gone is found.
  record_key text,
  change text not null check (change in ('create', 'update', 'delete')),
  -- The values as to_jsonb gives them; of an update, those of the changed columns only.
  before jsonb,
  after jsonb,
  change_set text,
  import_id integer,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id integer check ((actor_id is null) = (actor_kind = 'system')),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, dataset_id, id),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade,
  check ((before is null) = (change = 'create') and (after is null) = (change = 'delete'))
);
create index record_changes_by_row on record_changes (organization_id, dataset_id, row_id, id desc);
create index record_changes_by_set on record_changes (organization_id, dataset_id, change_set, id)
  where change_set is not null;
create index record_changes_by_import on record_changes (organization_id, dataset_id, import_id, id)
  where import_id is not null;
create index record_changes_deleted on record_changes (organization_id, dataset_id, record_key, id desc)
  where change = 'delete';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['dataset_constraints', 'record_change_sets', 'record_changes']
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

grant select, insert, delete on dataset_constraints to suite_app;
grant select, insert, update (undone_by) on record_change_sets to suite_app;
grant select, insert on record_changes to suite_app;

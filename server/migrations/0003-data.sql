-- Datasets and the imports that fill them. The rows themselves stand in a table of the organization's own schema,
-- org_<id>."<dataset name>", owned by the organization's role and made by the first import.
create table datasets (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  -- Also the name of the table, so at most 63 bytes.
  name text not null check (octet_length(name) between 1 and 63),
  row_count bigint not null default 0 check (row_count >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, name)
);

create table dataset_columns (
  organization_id integer not null,
  dataset_id integer not null,
  position integer not null check (position > 0),
  name text not null check (octet_length(name) between 1 and 63),
  -- The heading as the file had it.
  label text not null,
  type text not null check (type in ('integer', 'number', 'boolean', 'date', 'timestamp', 'text')),
  -- Whether any row lacks a value.
  nullable boolean not null,
  -- How dates such as 03/04/2025 were read, so that the next file is read alike.
  date_order text check (date_order in ('dmy', 'mdy')),
  primary key (organization_id, dataset_id, position),
  unique (organization_id, dataset_id, name),
  foreign key (organization_id, dataset_id) references datasets (organization_id, id) on delete cascade
);

-- Uploaded bytes wait here for their import, so that any node can take it over. They are gone when it has ended.
create table uploads (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  size_bytes bigint not null default 0,
  created_at timestamptz not null default now(),
  -- When the last bytes came; an upload that has long been silent and has no import was cut off.
  touched_at timestamptz not null default now(),
  primary key (organization_id, id)
);

create table upload_chunks (
  organization_id integer not null,
  upload_id integer not null,
  position integer not null,
  -- External: not compressed, which would cost more time than it saves space for bytes that live for seconds.
  bytes bytea not null,
  primary key (organization_id, upload_id, position),
  foreign key (organization_id, upload_id) references uploads (organization_id, id) on delete cascade
);
alter table upload_chunks alter column bytes set storage external;

create table imports (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  -- By name, because the dataset of a first import does not exist yet.
  dataset text not null check (octet_length(dataset) between 1 and 63),
  file_name text,
  size_bytes bigint not null,
  -- Who carries it out: set in the transaction that makes the import.
  job_id text,
  -- Null once the bytes are gone.
  upload_id integer,
  -- What was learned of the file while it arrived: its columns, their types, notes for the reader.
  profile jsonb not null,
  rows_imported bigint,
  rows_rejected bigint,
  -- The columns that were filled, and for each reason and column: how many rows, the first line, an example.
  columns jsonb,
  rejections jsonb,
  notes jsonb,
  created_by integer,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, upload_id),
  unique (organization_id, job_id),
  foreign key (organization_id, upload_id) references uploads (organization_id, id) on delete set null (upload_id)
);
create index imports_by_dataset on imports (organization_id, dataset, id desc);

create table import_rejections (
  organization_id integer not null,
  import_id integer not null,
  position integer not null,
  -- Where the row begins in the file, counted from 1.
  line bigint not null,
  -- Null where the row as a whole is at fault.
  column_name text,
  reason text not null,
  value text,
  -- The row as the file had it, cut when it is very long.
  original text not null,
  primary key (organization_id, import_id, position),
  foreign key (organization_id, import_id) references imports (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['datasets', 'dataset_columns', 'uploads', 'upload_chunks', 'imports', 'import_rejections']
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

grant select, insert, update (row_count, updated_at), delete on datasets to suite_app;
grant select, insert, update (nullable, date_order) on dataset_columns to suite_app;
grant select, insert, update (size_bytes, touched_at), delete on uploads to suite_app;
grant select, insert on upload_chunks to suite_app;
grant select, insert, update (job_id, upload_id, rows_imported, rows_rejected, columns, rejections, notes, finished_at), delete
  on imports to suite_app;
grant select, insert on import_rejections to suite_app;

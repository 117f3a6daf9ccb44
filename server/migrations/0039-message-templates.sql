-- The organization's own message templates: what is said, in several languages, by a name that senders use.

create table message_templates (
  organization_id integer not null references organizations (id) on delete cascade,
  id integer generated always as identity,
  name text not null check (name ~ '^[A-Za-z_][A-Za-z0-9_-]{0,59}$'),
  description text check (length(description) <= 500),
  -- The one that is sent.
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  unique (organization_id, name)
);

-- What was said at which time; never changed.
create table message_template_versions (
  organization_id integer not null,
  template_id integer not null,
  version integer not null,
  -- Whose text readers of other languages get.
  default_language text not null,
  -- {language: {title, message}}
  texts jsonb not null,
  -- Values to try it with.
  sample jsonb not null,
  written_by integer,
  written_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, template_id, version),
  foreign key (organization_id, template_id) references message_templates (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['message_templates', 'message_template_versions'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I
         using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))
         with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::int))', tenant_table);
  end loop;
end $$;

grant select, insert, delete, update (description, version) on message_templates to suite_app;
grant select, insert, delete on message_template_versions to suite_app;

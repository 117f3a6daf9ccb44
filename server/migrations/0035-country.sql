-- Where an organization is at home: its holidays are days unlike others to forecasts.
alter table organizations
  add column country text check (country ~ '^[A-Z]{2}$'),
  add column region text check (region ~ '^[A-Za-z0-9]{1,3}$'),
  add constraint organizations_region_of_country check (region is null or country is not null);
grant update (country, region) on organizations to suite_app;

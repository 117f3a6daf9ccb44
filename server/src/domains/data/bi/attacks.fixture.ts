interface Foreign {
  user: string;
  schema: string;
}

/** What an account of BI tools might try; every statement must be refused. */
export function attacks(otherId: number, ownId: number, foreign: Foreign): Record<string, string[]> {
  return {
    ...attacksOnData(otherId, ownId, foreign),
    ...attacksOnRoles(ownId, foreign),
    ...attacksOnServer(ownId),
  };
}

function attacksOnData(otherId: number, ownId: number, foreign: Foreign): Record<string, string[]> {
  return {
    'the business data of others': [
      `select * from org_${otherId}.secrets`,
      `table ${foreign.schema}.secrets`,
      `select count(*) from org_${otherId}.secrets`,
      `copy org_${otherId}.secrets to stdout`,
      `select query_to_xml('select * from org_${otherId}.secrets', true, true, '')`,
      `explain analyze select * from org_${otherId}.secrets`,
      `begin; lock table org_${otherId}.secrets in access share mode`,
    ],
    'the tables behind its own views': [
      `select * from org_${ownId}.orders`,
      `select _row_id from orders`,
      `insert into orders values ('x', 1, '2026-01-01')`,
      'update orders set total = 0',
      'delete from orders',
      'truncate orders',
      'select * from orders for update',
      'drop view orders',
      `drop schema bi_${ownId} cascade`,
      'alter view orders rename to x',
      'comment on view orders is $$x$$',
      'create rule r as on insert to orders do instead nothing',
      'create trigger t instead of insert on orders execute function suppress_redundant_updates_trigger()',
    ],
    'the tables of the product': [
      'select * from public.organizations',
      'select * from public.api_keys',
      'select secret from public.installation',
      'select * from identity."user"',
      'select * from identity.account',
      'select * from public.bi_access',
      'select * from graphile_worker.jobs',
      'select public.find_api_key($$x$$::bytea)',
      `select public.ensure_organization_schema(${otherId})`,
      `select public.provide_bi_access(${otherId}, 'x', 1, now(), 1000)`,
      'select public.watch_bi_sessions()',
    ],
  };
}

function attacksOnRoles(ownId: number, foreign: Foreign): Record<string, string[]> {
  return {
    'another role': [
      'set role suite_app',
      'set role suite_provisioner',
      'set role suite_bi_warden',
      `set role ${foreign.user}`,
      `set session authorization ${foreign.user}`,
      `set role ${foreign.user.replace('_bi_', '_org_')}`,
      `set role ${foreign.user.replace(/_bi_\d+/, `_org_${ownId}`)}`,
      'create role mine',
      `alter role ${foreign.user} password 'x'`,
      `alter role ${foreign.user} set search_path = x`,
      `alter role ${foreign.user.replace(/\d+$/, String(ownId))} connection limit -1`,
      `alter role ${foreign.user.replace(/\d+$/, String(ownId))} valid until 'infinity'`,
      `alter role ${foreign.user.replace(/\d+$/, String(ownId))} superuser`,
      `grant ${foreign.user} to current_user`,
      'grant suite_app to current_user',
      'grant pg_read_all_data to current_user',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename like 'suite\\_app%'`,
    ],
  };
}

function attacksOnServer(ownId: number): Record<string, string[]> {
  return {
    'making things': [
      'create table mine (x int)',
      `create table bi_${ownId}.mine (x int)`,
      'create table public.mine (x int)',
      'create temporary table mine (x int)',
      'create temporary view mine as select 1',
      'select 1 as x into temporary mine',
      'create schema mine',
      'create view mine as select 1',
      `create function bi_${ownId}.mine() returns int language sql as 'select 1'`,
      'create extension dblink',
      'create extension postgres_fdw',
      'create extension file_fdw',
      'create foreign data wrapper mine',
      'create publication mine for all tables',
      `create subscription mine connection 'host=localhost' publication x`,
      'create database mine',
      'create event trigger mine on ddl_command_start execute function suppress_redundant_updates_trigger()',
      'create language mine handler plpgsql_call_handler',
      `do language plpython3u 'pass'`,
    ],
    'files, programs and the server': [
      `copy orders to '/tmp/stolen'`,
      `copy (select 1) to program 'id'`,
      `copy orders from program 'id'`,
      `select pg_read_file('/etc/passwd')`,
      `select pg_read_binary_file('postgresql.conf')`,
      `select pg_ls_dir('/')`,
      'select * from pg_ls_waldir()',
      `select pg_stat_file('postgresql.conf')`,
      `select lo_import('/etc/passwd')`,
      `select lo_export(1, '/tmp/x')`,
      'select pg_reload_conf()',
      'select pg_rotate_logfile()',
      'select pg_switch_wal()',
      `select pg_create_restore_point('x')`,
      `select pg_create_physical_replication_slot('x')`,
      'select pg_promote()',
      'alter system set work_mem = $$1GB$$',
      'checkpoint',
      'load $$plpgsql$$',
      'set log_statement = $$none$$',
      'set session_replication_role = replica',
      `select dblink('host=localhost', 'select 1')`,
    ],
    'catalogues with secrets': [
      'select * from pg_authid',
      'select * from pg_shadow',
      'select * from pg_user_mapping',
      'select * from pg_statistic',
      'select * from pg_hba_file_rules',
      'select * from pg_file_settings',
      'select * from pg_subscription',
      'select pg_stat_reset()',
    ],
  };
}

/** What is refused for another reason than a missing right. */
export const otherCodes: Readonly<Record<string, string>> = {
  'select _row_id from orders': '42703',
  'truncate orders': '42809',
  "do language plpython3u 'pass'": '42704',
  "select dblink('host=localhost', 'select 1')": '42883',
};

/** What PostgreSQL shows or does not show to every account: each statement, and whether it answers any row. */
export function visible(otherId: number, foreign: Foreign): [string, boolean][] {
  return [
    // Names and sizes, which docs/SECURITY.md tells of.
    [`select relname, reltuples from pg_class where relnamespace = 'org_${otherId}'::regnamespace`, true],
    [
      `select attname from pg_attribute where attrelid = (select oid from pg_class where relname = 'secrets' and relkind = 'r')`,
      true,
    ],
    [`select rolname from pg_roles where rolname = '${foreign.user}'`, true],
    [`select nspname from pg_namespace where nspname = '${foreign.schema}'`, true],
    [`select prosrc from pg_proc where proname = 'provide_bi_access'`, true],
    [`select usename, application_name from pg_stat_activity where usename like 'suite\\_app%'`, true],
    [`select n_live_tup from pg_stat_user_tables where schemaname = 'org_${otherId}'`, true],
    // What others ask and what stands in their columns.
    [
      `select query from pg_stat_activity where usename like 'suite\\_app%' and query <> '<insufficient privilege>'`,
      false,
    ],
    [`select client_addr from pg_stat_activity where usename like 'suite\\_app%' and client_addr is not null`, false],
    [`select most_common_vals from pg_stats where schemaname = 'org_${otherId}'`, false],
    [`select most_common_vals from pg_stats_ext where schemaname = 'org_${otherId}'`, false],
    [`select * from information_schema.tables where table_schema = 'org_${otherId}'`, false],
    [`select * from information_schema.tables where table_schema = 'public'`, false],
    [`select passwd from pg_user where passwd <> '********'`, false],
    [`select * from pg_db_role_setting where setconfig::text like '%password%'`, false],
  ];
}

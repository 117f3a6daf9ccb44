import { defineErrors } from './errors.ts';

/** What can keep the server from starting; shown as one message in words, never as a stack trace. */
export const startErrors = defineErrors(
  'platform',
  {
    config_invalid: { status: 500 },
    no_postgres_binaries: { status: 500 },
    no_account_for_postgres: { status: 500 },
    postgres_did_not_start: { status: 500 },
    database_unreachable: { status: 500 },
    database_too_old: { status: 500 },
    may_not_create_roles: { status: 500 },
    data_folder_held: { status: 500 },
    data_folder_not_writable: { status: 500 },
    port_in_use: { status: 500 },
    port_not_shareable: { status: 500 },
    address_not_available: { status: 500 },
    migration_changed: { status: 500 },
    migration_unknown: { status: 500 },
    organization_unknown: { status: 500 },
    usage: { status: 500 },
  },
  {
    faults: [
      'not_a_number',
      'out_of_range',
      'not_one_of',
      'not_a_flag',
      'not_a_url',
      'not_an_origin',
      'not_a_host',
      'key_too_short',
      'not_an_email',
      'password_too_short',
    ],
  },
);

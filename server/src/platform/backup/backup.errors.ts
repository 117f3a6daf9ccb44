import { defineErrors } from '../errors.ts';

export const backupErrors = defineErrors('platform', {
  backup_file_exists: { status: 409 },
  backup_file_unreadable: { status: 400 },
  /** Not a file that `suite backup` wrote. */
  backup_not_one: { status: 400 },
  backup_newer: { status: 400 },
  backup_damaged: { status: 400 },
  backup_passphrase_missing: { status: 400 },
  backup_passphrase_wrong: { status: 400 },
  backup_older: { status: 409 },
  restore_target_not_empty: { status: 409 },
  restore_target_in_use: { status: 409 },
  restore_differs: { status: 500 },
});

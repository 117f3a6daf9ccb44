import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with datasets and the files that fill them. */
export const dataErrors = defineErrors('data', {
  dataset_not_found: { status: 404 },
  import_not_found: { status: 404 },
  dataset_name_invalid: { status: 422 },
  columns_not_found: { status: 422 },
  import_too_large: { status: 413 },
  import_incomplete: { status: 400 },
  csv_empty: { status: 422 },
  csv_header_only: { status: 422 },
  csv_not_text: { status: 422 },
  csv_utf16: { status: 422 },
  csv_not_utf8: { status: 422 },
  csv_nul_byte: { status: 422 },
  csv_quote_not_closed: { status: 422 },
  csv_value_too_long: { status: 422 },
  csv_row_too_long: { status: 422 },
  csv_too_many_columns: { status: 422 },
  no_row_fits: { status: 422 },
  row_too_wide: { status: 422 },
  dataset_too_wide: { status: 422 },
  no_column_matches: { status: 422 },
  dataset_busy: { status: 409 },
  filter_does_not_fit: { status: 422 },
  sample_datasets_exist: { status: 409 },
  sample_under_way: { status: 409 },
});

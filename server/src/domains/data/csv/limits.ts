/** A single value may not be longer. */
export const MAX_VALUE_BYTES = 1024 * 1024;
/** A row, with everything between its quotes, may not be longer. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024;
/** PostgreSQL's 1,600 columns of a table, less the product's own two. */
export const MAX_COLUMNS = 1598;
/** What PostgreSQL takes as the name of a column. */
export const MAX_NAME_BYTES = 63;

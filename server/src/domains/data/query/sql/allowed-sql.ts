/** What SQL of users may hold. Whatever is not named here is refused, also what a later PostgreSQL may bring. */

/** How a field of a node is read: nodes that name their own kind, words of the grammar, or a node of the given kind. */
export type FieldKind = 'node' | 'nodes' | 'word' | { readonly of: string };

const words = (...names: string[]): Record<string, FieldKind> =>
  Object.fromEntries(names.map((name) => [name, 'word' as const]));

/** By the kinds of PostgreSQL's parse tree, the fields that may be there. */
export const NODES: Readonly<Record<string, Readonly<Record<string, FieldKind>>>> = {
  SelectStmt: {
    distinctClause: 'nodes',
    targetList: 'nodes',
    fromClause: 'nodes',
    whereClause: 'node',
    groupClause: 'nodes',
    havingClause: 'node',
    windowClause: 'nodes',
    valuesLists: 'nodes',
    sortClause: 'nodes',
    limitOffset: 'node',
    limitCount: 'node',
    withClause: { of: 'WithClause' },
    larg: { of: 'SelectStmt' },
    rarg: { of: 'SelectStmt' },
    ...words('limitOption', 'op', 'all', 'groupDistinct'),
  },
  WithClause: { ctes: 'nodes', ...words('location') },
  CommonTableExpr: { ctequery: 'node', aliascolnames: 'nodes', ...words('ctename', 'ctematerialized', 'location') },
  ResTarget: { val: 'node', ...words('name', 'location') },
  ColumnRef: { fields: 'nodes', ...words('location') },
  A_Star: {},
  RangeVar: { alias: { of: 'Alias' }, ...words('relname', 'inh', 'relpersistence', 'location') },
  RangeSubselect: { subquery: 'node', alias: { of: 'Alias' }, ...words('lateral') },
  RangeFunction: { functions: 'nodes', alias: { of: 'Alias' }, ...words('lateral', 'ordinality') },
  JoinExpr: {
    larg: 'node',
    rarg: 'node',
    usingClause: 'nodes',
    quals: 'node',
    alias: { of: 'Alias' },
    join_using_alias: { of: 'Alias' },
    ...words('jointype', 'isNatural'),
  },
  Alias: { colnames: 'nodes', ...words('aliasname') },
  List: { items: 'nodes' },
  String: words('sval'),
  A_Const: words('ival', 'fval', 'boolval', 'sval', 'isnull', 'location'),
  ParamRef: words('number', 'location'),
  A_Expr: {
    name: 'nodes',
    lexpr: 'node',
    rexpr: 'node',
    ...words('kind', 'rexpr_list_start', 'rexpr_list_end', 'location'),
  },
  BoolExpr: { args: 'nodes', ...words('boolop', 'location') },
  NullTest: { arg: 'node', ...words('nulltesttype', 'argisrow', 'location') },
  BooleanTest: { arg: 'node', ...words('booltesttype', 'location') },
  CaseExpr: { arg: 'node', args: 'nodes', defresult: 'node', ...words('location') },
  CaseWhen: { expr: 'node', result: 'node', ...words('location') },
  CoalesceExpr: { args: 'nodes', ...words('location') },
  MinMaxExpr: { args: 'nodes', ...words('op', 'location') },
  SubLink: { testexpr: 'node', operName: 'nodes', subselect: 'node', ...words('subLinkType', 'location') },
  SortBy: { node: 'node', ...words('sortby_dir', 'sortby_nulls', 'location') },
  GroupingSet: { content: 'nodes', ...words('kind', 'location') },
  GroupingFunc: { args: 'nodes', ...words('location') },
  WindowDef: {
    partitionClause: 'nodes',
    orderClause: 'nodes',
    startOffset: 'node',
    endOffset: 'node',
    ...words('name', 'refname', 'frameOptions', 'location'),
  },
  FuncCall: {
    funcname: 'nodes',
    args: 'nodes',
    agg_order: 'nodes',
    agg_filter: 'node',
    over: { of: 'WindowDef' },
    ...words('agg_within_group', 'agg_star', 'agg_distinct', 'funcformat', 'location'),
  },
  TypeCast: { arg: 'node', typeName: { of: 'TypeName' }, ...words('location') },
  TypeName: { names: 'nodes', typmods: 'nodes', ...words('typemod', 'location') },
  SQLValueFunction: words('op', 'typmod', 'location'),
  A_ArrayExpr: { elements: 'nodes', ...words('list_start', 'list_end', 'location') },
};

const namesOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** None of them writes, waits, reads files or settings, tells of the server, or gathers many rows into one value. */
export const FUNCTIONS = namesOf(`
  count sum avg min max stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp
  regr_slope regr_intercept regr_r2 regr_count percentile_cont percentile_disc mode bool_and bool_or every any_value
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  abs ceil ceiling floor round trunc sign sqrt cbrt power pow exp ln log log10 mod div width_bucket degrees radians
  lower upper initcap length char_length character_length octet_length btrim ltrim rtrim trim substring substr
  left right position strpos split_part reverse starts_with ascii replace translate concat concat_ws
  like_escape similar_to_escape to_char to_date to_number to_timestamp
  date_trunc date_part extract date_bin age now timezone make_date make_interval make_timestamp justify_days
  justify_hours justify_interval isfinite overlaps generate_series
`);

/** Functions in FROM. */
export const ROW_FUNCTIONS = namesOf('generate_series');

export const TYPES = namesOf(`
  int2 int4 int8 smallint integer bigint float4 float8 numeric decimal bool boolean text varchar bpchar
  date time timestamp timestamptz interval
`);

export const OPERATORS = namesOf('+ - * / % ^ = <> != < > <= >= || ~~ !~~ ~~* !~~* ~ !~ ~* !~*');

/** Of the words that need no brackets, those that tell the time. */
export const VALUE_FUNCTIONS = namesOf(`
  SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N
  SVFOP_LOCALTIME SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N
`);

/** What a {@link NumericError} can say; the caller owns the words. Params in brackets. */
export type NumericErrorCode =
  /** Fewer rows with a known target than training needs [rows, required]. */
  | 'too_few_rows'
  /** A classification target with one label only [label]. */
  | 'single_class'
  /** All labels but one are too seldom to learn [label, rows, required]. */
  | 'class_too_small'
  /** More distinct labels than a classifier takes [classes, limit]. */
  | 'too_many_classes'
  /** A regression target that is not of kind number [column, kind]. */
  | 'target_not_numeric'
  /** A classification target of kind time [column, kind]. */
  | 'target_not_categorical'
  /** A regression target with one value only [value]. */
  | 'constant_target'
  /** The target is also a feature [column]. */
  | 'target_among_features'
  /** `positiveClass` is no label of the target [label]. */
  | 'positive_class_unknown'
  /** A row has a label that an imported model never answers [label]. */
  | 'class_not_answered'
  /** Every feature is constant, empty or an identifier [features]. */
  | 'no_usable_features'
  /** E.g. linear regression for a classification [algorithm, task]. */
  | 'algorithm_does_not_fit_task'
  /** [name, algorithm] */
  | 'unknown_hyperparameter'
  /** Outside its range or not finite [name, value, min, max]. */
  | 'invalid_hyperparameter'
  /** Not within 0.05 to 0.5 [value, min, max]. */
  | 'invalid_validation_split'
  /** `shouldStop` said so. */
  | 'stopped'
  /** A record with values of the wrong type; `faults` names each. */
  | 'invalid_record'
  /** Not one feature of the model has a value in the record. */
  | 'record_has_no_features'
  /** A column of another kind than in training [column, kind, expected]. */
  | 'column_kind_mismatch'
  /** Lengths or widths that do not belong together [what, expected, actual]. */
  | 'shape_mismatch'
  /** NaN or an infinity where finite numbers are due [what, index]. */
  | 'not_finite'
  /** A weight below 0, or none above it [index, value]. */
  | 'invalid_weights'
  /** Two columns of one name [column]. */
  | 'duplicate_column'
  /** Not an artifact at all. */
  | 'artifact_not_recognized'
  /** Written by another format version [version, supported]. */
  | 'artifact_version_unsupported'
  /** Shorter or longer than its header says [expected, actual]. */
  | 'artifact_truncated'
  /** The checksum or the content does not fit [where]. */
  | 'artifact_corrupted';

/** What is wrong with one value of a record. */
export type RecordFaultCode = 'not_a_number' | 'number_out_of_range' | 'not_a_boolean' | 'not_a_time' | 'not_a_text';

/** One value of a record that cannot be read as its column's kind. */
export interface RecordFault {
  readonly column: string;
  readonly code: RecordFaultCode;
}

/** Values that complete a message: names and figures, never sentences. */
export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * The only error that `numeric/` throws on purpose: data, not words, so that the caller can localize it.
 *
 * @param code what went wrong
 * @param params the figures and names of it
 * @param faults for `invalid_record`: each value that could not be read
 */
export class NumericError extends Error {
  readonly code: NumericErrorCode;
  readonly params: MessageParams;
  readonly faults: readonly RecordFault[];

  constructor(code: NumericErrorCode, params: MessageParams = {}, faults: readonly RecordFault[] = []) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'NumericError';
    this.code = code;
    this.params = params;
    this.faults = faults;
  }
}

/** Every line of the accounts in columns: 850,000 of them without an object each. */

/** Distinct texts and, per line, which of them; blank is -1. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly indices: Int32Array;
}

export interface LineTable {
  readonly rows: number;
  /** As first printed; spellings that differ in white space alone are one organisation. */
  readonly organisation: TextColumn;
  readonly worksheet: TextColumn;
  /** Codes without the spaces some files print around them. */
  readonly mainCode: TextColumn;
  readonly subCode: TextColumn;
  readonly table: Int32Array;
  readonly row: Int32Array;
  /** £000, or WTE; NaN is blank. */
  readonly value: Float64Array;
  /** 1-based Excel row. */
  readonly sourceRow: Int32Array;
}

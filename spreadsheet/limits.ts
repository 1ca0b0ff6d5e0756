/**
 * What an archive or a sheet may cost at most. The largest real workbook (NHS trust accounts) is 40 MB zipped and
 * about 700 MB of XML, a ratio near 20; a bomb is told by sizes that no table of figures reaches.
 */
export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes, all entries together, as declared and as they turn out. */
  readonly inflatedBytes: number;
  /** Inflated over zipped size, held against entries larger than `ratioFreeBytes`. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  /** A file inside a plain zip, and every workbook part but a sheet, is inflated as a whole: bytes. */
  readonly wholeBytes: number;
  /** All files taken out of one plain zip: bytes. */
  readonly membersBytes: number;
  /** Sheet XML that may be walked row by row; larger sheets are read in columns. Bytes. */
  readonly rowsBytes: number;
  /** Legacy .xls and CSV are held in memory as a whole: bytes. */
  readonly plainBytes: number;
}

const MB = 1024 * 1024;

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 2000,
  inflatedBytes: 1536 * MB,
  ratio: 200,
  ratioFreeBytes: 10 * MB,
  wholeBytes: 128 * MB,
  membersBytes: 512 * MB,
  rowsBytes: 128 * MB,
  plainBytes: 128 * MB,
};

/** Excel's own bounds. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

/** Cells, empty ones between others included, that one reading may make in columns, and row by row. */
export const MAX_CELLS = 2 ** 25;
export const MAX_ROW_CELLS = 2 ** 24;

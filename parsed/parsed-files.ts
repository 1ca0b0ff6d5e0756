/**
 * What was read from one file, as a folder: `observations.parquet`, one `<table>.parquet` for each of the dataset's
 * own tables, and `parsed.json` for the rest. Loading is reading these; parsing may happen on another machine.
 */
export { OBSERVATIONS, observationsPath, tablePath } from './parsed-paths.ts';
export { readParsedFile } from './parsed-summary.ts';
export type { ParsedFileSummary } from './parsed-summary.ts';
export { writeParsedFile } from './parsed-writer.ts';

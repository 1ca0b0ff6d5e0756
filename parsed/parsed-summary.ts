/** `parsed.json`: what was found in a file beside its figures. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SourceErrorCode } from '../nhs/source-error.ts';
import { summaryPath } from './parsed-paths.ts';

const place = { sheet: z.string(), row: z.int() };

const summarySchema = z.strictObject({
  layout: z.string(),
  maturity: z.enum(['final', 'provisional', 'illustrative']),
  published: z.string().exactOptional(),
  revised: z.string().exactOptional(),
  totals: z.array(
    z.strictObject({
      period: z.string(),
      measure: z.string(),
      published: z.number(),
      sumOfRows: z.number(),
      ...place,
      column: z.string(),
    }),
  ),
  quarantine: z.array(
    z.strictObject({
      ...place,
      orgCode: z.string(),
      orgName: z.string(),
      rule: z.string(),
      detail: z.string(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      kind: z.string(),
      severity: z.enum(['info', 'warning']),
      orgCode: z.string().exactOptional(),
      orgName: z.string().exactOptional(),
      measure: z.string().exactOptional(),
      message: z.string(),
    }),
  ),
  /** Reasons the file may not be loaded; it is kept to look at. */
  refusals: z.array(z.strictObject({ code: z.enum(Object.values(SourceErrorCode)), message: z.string() })),
  observations: z.int(),
  /** Rows of each table. */
  tables: z.record(z.string(), z.int()),
  /** SHA-256 of each Parquet file, by its table; `observations` is one. */
  fingerprints: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** `parsed.json`. */
export type ParsedFileSummary = z.infer<typeof summarySchema>;

/** What a `parsed.json` says; undefined when it is none of this version: the file is then read anew. */
export function parseSummary(text: string): ParsedFileSummary | undefined {
  try {
    return summarySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** @throws when there is no such folder, or its `parsed.json` is not one. */
export async function readParsedFile(dir: string): Promise<ParsedFileSummary> {
  return summarySchema.parse(JSON.parse(await readFile(summaryPath(dir), 'utf8')));
}

/** The JSON beside a raw file: what it is and how it came here. One for each address that gave these bytes. */
import { z } from 'zod';
import type { KeptHeaders, StoredFile } from './raw-store.ts';

const text = z.string().min(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const stored = z.object({
  dataset: text,
  period: text,
  path: text,
  sha256: hash,
  bytes: z.int().nonnegative(),
  fileName: text,
  facts: z.object({
    url: text,
    finalUrl: text,
    hops: z.array(z.object({ url: text, status: z.int() })),
    status: z.int(),
    headers: z.object({
      etag: z.string().optional(),
      lastModified: z.string().optional(),
      contentType: z.string().optional(),
      contentLength: z.number().optional(),
      contentEncoding: z.string().optional(),
    }),
    fetchedAt: text,
    checkedAt: text,
  }),
});

/** Undefined when there is none, or it is not one of ours: the file is then simply fetched again. */
export function readSidecar(text: string | undefined): StoredFile | undefined {
  const parsed = stored.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { facts, ...ref } = parsed.data;
  return { ...ref, facts: { ...facts, headers: definedHeaders(facts.headers) } };
}

export function sidecarText(file: StoredFile): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The headers that are there: an absent one is absent, not undefined. */
export function definedHeaders(headers: {
  readonly [Name in keyof KeptHeaders]: KeptHeaders[Name] | undefined;
}): KeptHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

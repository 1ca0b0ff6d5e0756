/** The JSON beside a raw file: what it is and how it came here. One for each address that gave these bytes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { canonicalAddress } from './address.ts';
import type { KeptHeaders, StoredFile } from './raw-store.ts';
import { writeAtomically } from './write-atomically.ts';

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

/** Short fingerprint of an address, for file names; the same for every way of writing the address. */
export function addressKey(url: string): string {
  return createHash('sha256').update(canonicalAddress(url)).digest('hex').slice(0, 12);
}

/** `<raw file>.<address>.json`: two addresses may give one file, and neither may overwrite the other's facts. */
export function sidecarPath(rawPath: string, url: string): string {
  return `${rawPath}.${addressKey(url)}.json`;
}

/** Undefined when there is none, or it is not one of ours: the file is then simply fetched again. */
export async function readSidecar(path: string): Promise<StoredFile | undefined> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = stored.safeParse(json);
  if (!parsed.success) return undefined;
  const { facts, ...ref } = parsed.data;
  return { ...ref, facts: { ...facts, headers: definedHeaders(facts.headers) } };
}

export async function writeSidecar(path: string, file: StoredFile): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(file, undefined, 2)}\n`);
}

/** The headers that are there: an absent one is absent, not undefined. */
export function definedHeaders(headers: {
  readonly [Name in keyof KeptHeaders]: KeptHeaders[Name] | undefined;
}): KeptHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

import { open, rm, stat } from 'node:fs/promises';

/** Three headers: a DuckDB file that is shorter has never held a table. */
const HEADERS = 3 * 4096;
const SIGNATURE = { at: 8, text: 'DUCK' } as const;

/**
 * Removes a DuckDB file that a full disk, or a kill, left before its headers were complete; true when it did. What holds
 * anything, or is of another kind, stays.
 */
export async function removeUnbegun(path: string): Promise<boolean> {
  const size = await sizeOf(path);
  if (size === undefined || size >= HEADERS || (await sizeOf(`${path}.wal`))) return false;
  if (size > 0 && !(await hasSignature(path))) return false;
  await rm(path);
  return true;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    (file) => (file.isFile() ? file.size : undefined),
    () => undefined,
  );
}

async function hasSignature(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(
      Buffer.alloc(SIGNATURE.text.length),
      0,
      SIGNATURE.text.length,
      SIGNATURE.at,
    );
    return buffer.toString('latin1') === SIGNATURE.text;
  } finally {
    await file.close();
  }
}

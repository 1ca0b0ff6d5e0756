/** A step of the writer within its memory: tried once more with a larger budget, then ended with a sentence. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { duckdbSize, inWords } from './memory-budget.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * Runs a step that leaves nothing behind when it fails. What DuckDB says of its own settings is for its users, not for ours.
 * @throws SourceError OUT_OF_MEMORY
 */
export async function withinMemory<T>(
  warehouse: Pick<Warehouse, 'run' | 'memory'>,
  step: () => Promise<T>,
): Promise<T> {
  const { first, larger } = warehouse.memory;
  try {
    return await step();
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    if (larger === undefined) throw outOfMemory(`NHS_MEMORY allows, ${inWords(first)}`, 2 * first, error);
  }
  const { bytes, free } = await larger();
  await setLimit(warehouse, bytes);
  try {
    return await step();
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const tried = `the writer was given: ${inWords(first)}, then ${inWords(bytes)} of the ${inWords(free)} that this machine had free`;
    throw outOfMemory(tried, 2 * bytes, error);
  } finally {
    await setLimit(warehouse, first).catch(() => undefined);
  }
}

/** Sets what DuckDB may hold in memory; the rest of what it works on goes to the disk. */
async function setLimit(warehouse: Pick<Warehouse, 'run'>, bytes: number): Promise<void> {
  await warehouse.run(`SET memory_limit = '${duckdbSize(bytes)}'`);
}

/** What DuckDB says where its limit of memory is too low for a step. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Out of Memory Error');
}

function outOfMemory(tried: string, wanted: number, cause: unknown): SourceError {
  return new SourceError(
    SourceErrorCode.outOfMemory,
    `This needs more memory than ${tried}. Close other programs or take a machine with more memory, set NHS_MEMORY=${inWords(wanted).replace(' ', '')} and run again. ` +
      'What is loaded and what was published before are as they were.',
    { cause },
  );
}

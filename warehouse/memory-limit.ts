/** How much memory DuckDB may take for the warehouse: little while files are read beside it, more once they all are. */
import type { Statements } from './warehouse.ts';

/** A file is inserted row group by row group; what DuckDB keeps beyond that are pages it may not need again. */
export const WHILE_LOADING = '384MB';
/** Seven years of practice lists are read as 84 months at once, each with its names: that does not fit into 512 MB. */
const WHILE_JOINING = '768MB';

/** Runs the join or the publication. */
export async function withRoomToJoin<T>(
  warehouse: Pick<Statements, 'run'>,
  work: () => Promise<T>,
): Promise<T> {
  await warehouse.run(`SET memory_limit = '${WHILE_JOINING}'`);
  try {
    return await work();
  } finally {
    await warehouse.run(`SET memory_limit = '${WHILE_LOADING}'`);
  }
}

import { type Question, explain } from '../explain/explain.ts';
import { explainAsOf } from '../explain/explain-as-of.ts';
import { printExplanation } from '../explain/print-explanation.ts';
import { NotExplained, withPublished } from '../explain/published-tables.ts';
import { WarehouseError } from '../warehouse/warehouse-error.ts';
import { ExitCode } from './end.ts';

/** Prints where a figure comes from; reads the published files and needs nothing running. */
export async function runExplain(
  dataDir: string,
  question: Question,
  { json, asOf }: { readonly json: boolean; readonly asOf?: string | undefined },
): Promise<number> {
  try {
    const explanation =
      asOf === undefined
        ? await withPublished(dataDir, async (ask) => await explain(ask, question))
        : await explainAsOf(dataDir, question, asOf);
    console.log(json ? JSON.stringify(explanation, null, 2) : printExplanation(explanation));
    return ExitCode.complete;
  } catch (error) {
    if (!(error instanceof NotExplained || error instanceof WarehouseError)) throw error;
    console.error(error.message);
    return ExitCode.failed;
  }
}

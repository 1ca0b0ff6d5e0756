import { type Question, explain } from '../explain/explain.ts';
import { printExplanation } from '../explain/print-explanation.ts';
import { NotExplained, withPublished } from '../explain/published-tables.ts';
import { ExitCode } from './end.ts';

/** Prints where a figure comes from; reads the published files and needs nothing running. */
export async function runExplain(dataDir: string, question: Question, json: boolean): Promise<number> {
  try {
    const explanation = await withPublished(dataDir, async (ask) => await explain(ask, question));
    console.log(json ? JSON.stringify(explanation, null, 2) : printExplanation(explanation));
    return ExitCode.complete;
  } catch (error) {
    if (!(error instanceof NotExplained)) throw error;
    console.error(error.message);
    return ExitCode.failed;
  }
}

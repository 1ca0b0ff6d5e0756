/** The file of decisions in the data folder, which the warehouse worker alone writes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasets } from '../datasets/registry.ts';
import type { Decision } from '../decisions/decision.ts';
import {
  DECISIONS_FILE,
  printDecisions,
  type ReadDecisions,
  readDecisions,
  wrongLinesText,
} from '../decisions/decisions-csv.ts';
import { writeAtomically } from '../store/write-atomically.ts';

/** Lines of the file make no sense: nothing is loaded or joined until they are mended, so that no decision is lost. */
export class WrongDecisionsFile extends Error {
  override readonly name = 'WrongDecisionsFile';
}

/** Everything in the file, the lines that make no sense among it. A folder without the file has no decisions. */
export async function lookAtDecisions(dataDir: string): Promise<ReadDecisions> {
  const text = await readFile(join(dataDir, DECISIONS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return readDecisions(text, datasets);
}

/**
 * Every decision of the file, in the order of its lines.
 * @throws WrongDecisionsFile naming each line that makes no sense
 */
export async function decisionsOf(dataDir: string): Promise<readonly Decision[]> {
  const { decisions, wrong } = await lookAtDecisions(dataDir);
  if (wrong.length === 0) return decisions;
  throw new WrongDecisionsFile(
    `${wrongLinesText(wrong)}\nMend ${join(dataDir, DECISIONS_FILE)}, then type the same command again. Until then nothing is loaded or joined, so that no decision is lost; what is published stays.`,
  );
}

/** Replaces the file as a whole. */
export async function keepDecisions(dataDir: string, decisions: readonly Decision[]): Promise<void> {
  await writeAtomically(join(dataDir, DECISIONS_FILE), printDecisions(decisions));
}

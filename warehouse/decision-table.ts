/** What people have decided, as the warehouse keeps it for the join: a copy of the file of decisions, replaced as a whole. */
import type { Decision, DecisionKind } from '../decisions/decision.ts';
import { standing } from '../decisions/standing-decisions.ts';
import { insertRows } from '../duckdb/insert-rows.ts';
import type { Row, Statements } from '../duckdb/statements.ts';
import type { Warehouse } from './warehouse.ts';

/** Replaces the copy. What is joined depends on it (join/fingerprint.ts). */
export async function writeDecisions(warehouse: Warehouse, decisions: readonly Decision[]): Promise<void> {
  await warehouse.transaction(async (statements) => {
    await statements.run('DELETE FROM decision');
    await insertRows(
      statements,
      'decision',
      decisions.map(({ undoneBy, undone, ...one }) => ({ ...one, undone, undone_by: undoneBy })),
    );
  });
}

/** Those that stand, in the order of their numbers. */
export async function standingDecisions(statements: Pick<Statements, 'rows'>): Promise<readonly Decision[]> {
  return standingOf(await statements.rows('FROM decision ORDER BY number'));
}

/** Likewise, of rows of the table as a release has kept them. */
export function standingOf(rows: readonly Row[]): readonly Decision[] {
  return standing(rows.map(decisionOf));
}

function decisionOf(row: Row): Decision {
  const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
  const [undone, undoneBy] = [text('undone'), text('undone_by')];
  return {
    number: Number(row['number']),
    kind: text('kind') as DecisionKind,
    ...{ dataset: text('dataset'), years: text('years'), slot: text('slot'), subject: text('subject') },
    ...{ value: text('value'), reason: text('reason'), who: text('who'), detail: text('detail') },
    decided: text('decided'),
    ...(undone !== '' && { undone }),
    ...(undoneBy !== '' && { undoneBy }),
  };
}

/** Files and cells that a person has taken out of the table, with the reason. */
import { type Decision, DecisionKind } from '../../decisions/decision.ts';
import { covers } from '../../decisions/years-of-decision.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import { takeOut, type TakenOut } from './check-across-years.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** Takes each withheld file out of its slots: they are gaps, with the reason, until the file is loaded anew. */
export async function takeOutWithheld(
  statements: Statements,
  decisions: readonly Decision[],
): Promise<readonly TakenOut[]> {
  const taken: TakenOut[] = [];
  for (const decision of withholding(decisions)) {
    if (!SHA256.test(decision.subject)) continue;
    const rows = await statements.rows(
      `SELECT dataset, fy, slot, period FROM load_state
       WHERE status = 'loaded' AND sha256 = $1 AND dataset = $2 ORDER BY ALL`,
      [decision.subject, decision.dataset],
    );
    for (const row of rows) {
      const [dataset = '', fy = '', slot = '', period = ''] = ['dataset', 'fy', 'slot', 'period'].map(
        (name) => String(row[name]),
      );
      const ofSlot = decision.slot === '' || decision.slot === slot;
      if (!ofSlot || !covers(decision.years, fy)) continue;
      const one = { dataset, fy, slot, period, reason: reasonOf('The file is', decision) };
      await takeOut(statements, one);
      taken.push(one);
    }
  }
  return taken;
}

/** Fills `withheld_cell` (temporary): figures of these cells speak for nobody. */
export async function writeWithheldCells(
  statements: Statements,
  decisions: readonly Decision[],
): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE withheld_cell
    (fy VARCHAR, org_code VARCHAR, measure VARCHAR, number INTEGER, reason VARCHAR)`);
  const cells = new Map(
    withholding(decisions)
      .filter(({ subject }) => !SHA256.test(subject))
      .map((decision) => {
        const [org_code = '', measure = ''] = decision.subject.split(' ');
        const { years: fy, number } = decision;
        return [
          `${fy} ${decision.subject}`,
          { fy, org_code, measure, number, reason: reasonOf('The figure is', decision) },
        ] as const;
      }),
  );
  await insertRows(statements, 'withheld_cell', [...cells.values()]);
}

/** Cells that somebody withholds and that are not in the table: said, for a slip of the pen would withhold nothing. */
export const WITHHELD_NOWHERE = `
  INSERT INTO join_finding BY NAME
  SELECT fy, NULL AS org_code, 'withheld-nothing' AS kind,
    'Decision ' || number || ' withholds ' || org_code || ' ' || measure || ' of ' || fy || ', and the table has no such cell.' AS message
  FROM withheld_cell
  WHERE NOT EXISTS (FROM trust JOIN trust_year_measure AS of ON of.measure = withheld_cell.measure
    WHERE trust.fy = withheld_cell.fy AND trust.org_code = withheld_cell.org_code)`;

function withholding(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(({ kind }) => kind === DecisionKind.withhold);
}

function reasonOf(what: string, { number, who, reason }: Decision): string {
  return `${what} withheld by decision ${number} of ${who}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
}

/**
 * Where more than one cause is possible, the join itself decides: what has changed is taken back one kind after another, and
 * all is joined again after each. The kind whose taking back changes the cell is its cause. Nothing of it stays.
 */
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Row, Statements } from '../../duckdb/statements.ts';
import type { Decision } from '../../decisions/decision.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { joinYears } from '../join/join-years.ts';
import type { JoinedDataset } from '../join/write-recipes.ts';
import { clearSlot, loadFile } from '../load/load-file.ts';
import type { SlotKey } from '../load/source-facts.ts';
import { standingOf } from '../decision-table.ts';
import type { Warehouse } from '../warehouse.ts';

/** A file as a release had it, and the version of the reader whose reading is wanted. */
export interface FileOfRelease extends SlotKey {
  readonly sha256: string;
  readonly url: string;
  readonly fileName: string;
  readonly parserVersion: number;
}

/**
 * The folder with what that version of the reader made of the file, by what people had decided; undefined where it cannot be had
 * any more.
 */
export type OldReading = (file: FileOfRelease, decisions: readonly Decision[]) => Promise<string | undefined>;

export interface Rejoin {
  readonly datasets: readonly JoinedDataset[];
  readonly reading: OldReading;
}

/** What fills a slot once a kind of change is taken back. */
interface TakenBack {
  readonly key: SlotKey;
  /** Undefined where nothing filled it. */
  readonly file: FileOfRelease | undefined;
}

interface Step {
  /** What its taking back shows to be the cause. */
  readonly kinds: readonly string[];
  readonly slots: readonly TakenBack[];
  /** What people have decided is taken back too. */
  readonly decisions?: boolean;
}

/** By cell: what it says, as text. */
type State = ReadonlyMap<string, string>;

const FILES = ['publisher revised', 'new file', 'file withdrawn'];
const READER = 'reader changed';
const DECIDED = 'decided';
const MATCHING = ['matching changed', 'succession changed'];
const OF_CODE = ['definition changed', ...MATCHING, DECIDED];

/** Ends the transaction in which the join was tried: nothing of it is kept. */
class NothingStays extends Error {}

/** Fills `decided_cell` from `undecided_cell`, `candidate` and `slot_change`. What cannot be read again stays undecided. */
export async function decideByRejoining(warehouse: Warehouse, rejoin: Rejoin): Promise<void> {
  const possible = await possibleKinds(warehouse);
  if (possible.size === 0) return;
  const steps = await stepsOf(warehouse, rejoin.datasets, new Set([...possible.values()].flat()));
  const now = await stateOf(warehouse, 'new_activity');
  const before = await stateOf(warehouse, 'old_activity');
  const states = await joinBackwards(warehouse, steps, rejoin);
  if (states === undefined) return;
  const decided: Parameters<typeof insertRows>[2][number][] = [];
  for (const [cell, kinds] of possible) {
    const causes: string[] = [];
    let last = now.get(cell);
    for (const [index, step] of steps.entries()) {
      const state = states[index]?.get(cell);
      if (state !== last) causes.push(...step.kinds.filter((kind) => kinds.includes(kind)));
      if (state !== last && !step.kinds.some((kind) => kinds.includes(kind))) causes.push('several');
      last = state;
    }
    // What is left when files and readers are as they were is our doing.
    if (last !== before.get(cell)) causes.push(...OF_CODE.filter((kind) => kinds.includes(kind)));
    const found = new Set(causes);
    if (found.size === 0) continue;
    const [fy = '', org = '', measure = ''] = cell.split(' ');
    const kind = found.size === 1 ? (causes[0] ?? '') : 'several';
    decided.push({ fy, org_code: org, measure, kind });
  }
  await insertRows(warehouse, 'decided_cell', decided);
}

/** By cell: the kinds of change that may be its cause. */
async function possibleKinds(statements: Statements): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await statements.rows(`
    SELECT concat_ws(' ', fy, org_code, measure) AS cell, string_agg(DISTINCT kind, ';' ORDER BY kind) AS kinds
    FROM candidate SEMI JOIN undecided_cell USING (fy, org_code, measure) GROUP BY cell ORDER BY cell`);
  return new Map(rows.map((row) => [String(row['cell']), String(row['kinds']).split(';')]));
}

/** What is taken back, in this order: files (as the reader of today reads them), the reader, then the lists of organisations. */
async function stepsOf(
  statements: Statements,
  datasets: readonly JoinedDataset[],
  wanted: ReadonlySet<string>,
): Promise<readonly Step[]> {
  const rows = await statements.rows(
    `SELECT change.*, old_file.url AS old_url
     FROM slot_change AS change
     LEFT JOIN old_file ON old_file.dataset = change.dataset AND old_file.fy = change.fy AND old_file.slot = change.slot
     ORDER BY change.dataset, change.fy, change.slot, change.kind`,
  );
  const changes = rows.map((row) => {
    const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
    const key = { dataset: text('dataset'), fy: text('fy'), slot: text('slot'), period: text('period') };
    const old = { ...key, sha256: text('old_sha'), url: text('old_url'), fileName: text('old_name') };
    const [before, now] = [
      Number(row['old_version'] ?? 0),
      Number(row['new_version'] ?? row['old_version'] ?? 0),
    ];
    return {
      key,
      kind: text('kind'),
      ofOrganisations: datasets.some(({ name, yearless }) => name === key.dataset && yearless),
      asReadNow: old.sha256 === '' ? undefined : { ...old, parserVersion: now },
      asReadThen: old.sha256 === '' ? undefined : { ...old, parserVersion: before },
    };
  });
  const ofYears = changes.filter(({ ofOrganisations }) => !ofOrganisations);
  const steps: Step[] = FILES.map((kind) => ({
    kinds: [kind],
    slots: ofYears
      .filter((change) => change.kind === kind)
      .map(({ key, asReadNow: file }) => ({ key, file })),
  }));
  const [anyDecision] = await statements.rows('SELECT 1 FROM decision_change LIMIT 1');
  if (anyDecision !== undefined) {
    const decided = ofYears.filter(({ kind }) => kind === DECIDED);
    const slots = decided.map(({ key, asReadNow: file }) => ({ key, file }));
    steps.push({ kinds: [DECIDED], slots, decisions: true });
  }
  steps.push({
    kinds: [READER],
    slots: ofYears.filter(({ kind }) => kind === READER).map(({ key, asReadThen: file }) => ({ key, file })),
  });
  steps.push({
    kinds: MATCHING,
    slots: changes
      .filter(({ ofOrganisations }) => ofOrganisations)
      .map(({ key, asReadThen: file }) => ({ key, file })),
  });
  return together(
    steps.filter(({ slots, decisions = false }) => slots.length > 0 || decisions),
    wanted,
  );
}

/** A step that can be the cause of nothing undecided is taken together with the next: one join less. */
function together(steps: readonly Step[], wanted: ReadonlySet<string>): readonly Step[] {
  const kept: Step[] = [];
  let before: Omit<Step, 'kinds'> = { slots: [], decisions: false };
  for (const { kinds, slots, decisions = false } of steps) {
    const all = { slots: [...before.slots, ...slots], decisions: before.decisions === true || decisions };
    if (kinds.some((kind) => wanted.has(kind))) {
      kept.push({ kinds, ...all });
      before = { slots: [] };
    } else before = all;
  }
  if (before.slots.length > 0 || before.decisions === true) kept.push({ kinds: [], ...before });
  return kept;
}

/** The state after each step; undefined where a file cannot be read again, or the trusts of that time cannot be joined now. */
async function joinBackwards(
  warehouse: Warehouse,
  steps: readonly Step[],
  { datasets, reading }: Rejoin,
): Promise<readonly State[] | undefined> {
  // Temporary tables are not seen inside the transaction.
  const oldDecisions = await warehouse.rows('FROM old_decision ORDER BY number');
  const decided = standingOf(oldDecisions);
  const directories = new Map<TakenBack, string>();
  for (const slot of steps.flatMap(({ slots }) => slots)) {
    if (slot.file === undefined) continue;
    const directory = await reading(slot.file, decided);
    if (directory === undefined) return undefined;
    directories.set(slot, directory);
  }
  const states: State[] = [];
  try {
    await warehouse.transaction(async (statements) => {
      const inside: Warehouse = {
        ...warehouse,
        ...statements,
        transaction: async (work) => await work(statements),
      };
      for (const { slots, decisions = false } of steps) {
        if (decisions) await takeDecisionsBack(inside, oldDecisions);
        for (const slot of slots) await takeBack(inside, slot, directories.get(slot));
        await joinYears(inside, { datasets });
        states.push(await stateOf(inside, 'gold.trust_activity'));
      }
      throw new NothingStays();
    });
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    if (!(error instanceof NothingStays)) throw error;
  }
  return states;
}

async function takeDecisionsBack(inside: Warehouse, old: readonly Row[]): Promise<void> {
  await inside.run('DELETE FROM decision');
  await insertRows(inside, 'decision', old as Parameters<typeof insertRows>[2]);
}

async function takeBack(
  inside: Warehouse,
  { key, file }: TakenBack,
  parsedDir: string | undefined,
): Promise<void> {
  if (file !== undefined && parsedDir !== undefined) {
    const { url, sha256, fileName, parserVersion } = file;
    await loadFile(inside, { ...key, source: { url, sha256, fileName }, parsedDir, parserVersion });
    return;
  }
  const { dataset, fy, slot } = key;
  await clearSlot(inside, key);
  await inside.run('DELETE FROM load_state WHERE dataset = $1 AND fy = $2 AND slot = $3', [
    dataset,
    fy,
    slot,
  ]);
  await inside.run(
    `UPDATE source_file SET status = 'skipped' WHERE dataset = $1 AND load_fy = $2 AND slot = $3 AND status = 'loaded'`,
    [dataset, fy, slot],
  );
}

/** What every cell says. Where the figure itself differs, how it came about is not asked. */
async function stateOf(statements: Pick<Statements, 'rows'>, from: string): Promise<State> {
  const rows = await statements.rows(
    `SELECT concat_ws(' ', fy, org_code, measure) AS cell,
       to_json([value::VARCHAR, status, maturity, periods_reported::VARCHAR, periods_expected::VARCHAR])::VARCHAR AS said
     FROM ${from}`,
  );
  return new Map(rows.map((row) => [String(row['cell']), String(row['said'])]));
}

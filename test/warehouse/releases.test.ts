import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { MeasureRecipe } from '../../datasets/contract/recipe.ts';
import type { Decision } from '../../decisions/decision.ts';
import type { Row } from '../../duckdb/statements.ts';
import { clearSlot } from '../../warehouse/load/load-file.ts';
import { filesBelow } from '../../warehouse/publish/published-files.ts';
import { isPublished, publish } from '../../warehouse/publish/publish.ts';
import { stageFolder } from '../../warehouse/publish/replace-published.ts';
import { writeDecisions } from '../../warehouse/decision-table.ts';
import { fillReleaseTables, prepareRelease } from '../../warehouse/releases/make-release.ts';
import { keepRelease } from '../../warehouse/releases/release-folder.ts';
import type { Rejoin } from '../../warehouse/releases/rejoin.ts';
import { type FileOptions, type SmallWorld, DATASETS, openSmallWorld } from './small-world.ts';

const FY = '2019-20';
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
const GUYS = { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1' };
const FIRST = sha('first edition');
const REVISED = sha('revised edition');

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('releases', function () {
  this.timeout(60_000);
  let world: SmallWorld;

  beforeEach(async () => {
    world = await openSmallWorld();
    await world.accounts(FY, [BARTS, GUYS]);
  });
  afterEach(async () => await world.close());

  /** Attendances of the two trusts in the two months of a small year. */
  async function attendances(
    month: string,
    barts: number,
    guys: number,
    options: FileOptions = {},
  ): Promise<string> {
    const rows = { R1H: { type1: barts, type2: 0 }, RJ1: { type1: guys, type2: 0 } };
    return await world.load('ae-monthly', FY, month, rows, options);
  }
  async function bothMonths(): Promise<void> {
    await attendances('2019-09', 1000, 500, { sha256: FIRST });
    await attendances('2019-10', 1000, 500);
  }

  /** Joins and publishes at noon of a day; the id of the release that says what is published. */
  async function publishOn(day: string, datasets = DATASETS): Promise<string | undefined> {
    await world.join(datasets);
    return (await publish(world.warehouse, world.dir, { now: new Date(`${day}T12:00:00Z`) })).release;
  }
  /** Joins and makes the release, without the tables that people read: quicker. */
  async function releaseOn(day: string, datasets = DATASETS): Promise<string | undefined> {
    await world.join(datasets);
    return await makeRelease(day);
  }
  async function makeRelease(day: string, rejoin?: Rejoin): Promise<string | undefined> {
    const now = new Date(`${day}T12:00:00Z`);
    const made = await prepareRelease(world.warehouse, world.dir, stageFolder, {
      now,
      ...(rejoin && { rejoin }),
    });
    await fillReleaseTables(world.warehouse, made);
    if (made.prepared) await keepRelease(made.prepared.directory, world.dir);
    return (made.prepared ?? made.kept.at(-1))?.facts.release_id;
  }
  const releases = async (): Promise<readonly string[]> =>
    (await readdir(join(world.dir, 'releases'))).sort();
  const changes = async (): Promise<readonly Row[]> =>
    await world.warehouse.rows(
      `SELECT to_release, org_code, measure, old_value, new_value, change_kind, material
       FROM gold.release_change ORDER BY ALL`,
    );
  async function bytes(folder: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const name of await filesBelow(folder))
      found[name] = sha(await readFile(join(folder, name), 'base64'));
    return found;
  }

  it('the first publication is the first release, and every cell begins with it', async () => {
    await bothMonths();
    assert.equal(await releaseOn('2025-01-10'), '2025-01-10');
    assert.deepEqual(await releases(), ['2025-01-10']);
    assert.deepEqual(await changes(), []);
    const [cell] = await world.warehouse.rows(
      `SELECT value, known_from::VARCHAR AS known_from, known_to, release_from, change_kind, file_shas
       FROM gold.cell_version WHERE org_code = 'R1H' AND measure = 'ae_attendances'`,
    );
    assert.deepEqual(
      { ...cell, file_shas: undefined },
      {
        value: 2000,
        known_from: '2025-01-10',
        known_to: null,
        release_from: '2025-01-10',
        change_kind: 'first release',
        file_shas: undefined,
      },
    );
    assert.ok(JSON.stringify(cell?.['file_shas']).includes(FIRST));
  });

  it('the same files published again make no release and change no byte, whenever they were fetched', async () => {
    await bothMonths();
    await publishOn('2025-01-10');
    const [published, kept] = [join(world.dir, 'published'), join(world.dir, 'releases', '2025-01-10')];
    const before = { ...(await bytes(published)), ...(await bytes(kept)) };
    await bothMonths();
    assert.equal(await publishOn('2025-02-10'), '2025-01-10');
    assert.deepEqual({ ...(await bytes(published)), ...(await bytes(kept)) }, before);
    await world.warehouse.run(`UPDATE source_file SET fetched_at = '2025-02-11T08:00:00.000Z'`);
    assert.equal(await publishOn('2025-02-11'), '2025-01-10');
    assert.deepEqual(await releases(), ['2025-01-10']);
  });

  it('an interim release is followed by one that waits for nobody, once, also where no figure has changed', async () => {
    await bothMonths();
    await world.join(DATASETS);
    const publishing = async (day: string, interim?: readonly string[]): Promise<string | undefined> =>
      (
        await publish(world.warehouse, world.dir, {
          now: new Date(`${day}T12:00:00Z`),
          ...(interim && { interim }),
        })
      ).release;
    assert.equal(await publishing('2025-01-10', ['beds 2019-20']), '2025-01-10');
    assert.equal(await publishing('2025-01-11', ['beds 2019-20']), '2025-01-10');
    // Where nobody says who is waited for.
    assert.equal(await publishing('2025-01-12'), '2025-01-10');
    assert.equal(await publishing('2025-01-13', []), '2025-01-13');
    assert.equal(await publishing('2025-01-14', ['beds 2019-20']), '2025-01-13');
    assert.equal(await publishing('2025-01-15', []), '2025-01-13');
    const rows = await world.warehouse.rows('SELECT release_id, interim FROM gold.release ORDER BY made_at');
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { release_id: '2025-01-10', interim: 'beds 2019-20' },
        { release_id: '2025-01-13', interim: '' },
      ],
    );
    assert.deepEqual(await changes(), []);
  });

  it('what somebody decides, or takes back, is the cause of what it changes, beside what a publisher does', async () => {
    const decision = (number: number, subject: string, undone?: string): Decision => ({
      ...{ number, kind: 'withhold', dataset: '', years: FY, slot: '', subject, value: '', detail: '' },
      ...{ reason: 'counted twice.', who: 'Ann', decided: '2025-02-01T10:00:00.000Z' },
      ...(undone !== undefined && { undone, undoneBy: 'Bob' }),
    });
    const causes = async (): Promise<readonly unknown[]> =>
      (
        await world.warehouse.rows(
          `SELECT org_code, change_kind AS kind, cause_text AS text FROM gold.release_change
           WHERE to_release = (SELECT max(release_id) FROM gold.release) ORDER BY ALL`,
        )
      ).map((row) => ({ ...row }));
    await bothMonths();
    const earlier = await world.load('ae-monthly', FY, '2019-09', {
      R1H: { type1: 1000, type2: 0 },
      RJ1: { type1: 500, type2: 0 },
    });
    const known: number[] = [];
    const reading: Rejoin['reading'] = async (_, decisions) => {
      known.push(decisions.length);
      return await Promise.resolve(earlier);
    };
    const rejoin: Rejoin = { datasets: DATASETS, reading };
    await releaseOn('2025-01-10');
    await writeDecisions(world.warehouse, [decision(1, 'RJ1 ae_attendances')]);
    await attendances('2019-09', 1010, 500, { sha256: REVISED });
    await world.join();
    await makeRelease('2025-02-01', rejoin);
    assert.deepEqual(known, [0], 'the old file is read by what had been decided then');
    const [revised, withheld] = await causes();
    assert.match(JSON.stringify(revised), /"R1H","kind":"publisher revised"/);
    assert.deepEqual(withheld, {
      ...{ org_code: 'RJ1', kind: 'decided' },
      text: "The publisher's files are the same; somebody decided it: decision 1 (withhold) of Ann: counted twice.",
    });
    await writeDecisions(world.warehouse, [decision(1, 'RJ1 ae_attendances', '2025-02-03T10:00:00.000Z')]);
    await releaseOn('2025-02-04');
    assert.deepEqual(await causes(), [
      {
        ...{ org_code: 'RJ1', kind: 'decided' },
        text: "The publisher's files are the same; somebody decided it: decision 1 (withhold) of Ann was taken back.",
      },
    ]);
    // Another decision of the same day, about a name that is nowhere.
    const other: Decision = { ...decision(9, 'Bartz Hlth'), kind: 'organisation', years: '', value: 'R1H' };
    await writeDecisions(world.warehouse, [
      { ...decision(2, REVISED), dataset: 'ae-monthly', years: '' },
      other,
    ]);
    await releaseOn('2025-02-05');
    assert.deepEqual(
      (await causes())
        .map((cause) => JSON.stringify(cause))
        .filter((cause) => !/decided it: decision 2 \(withhold\) of Ann: counted twice\."/.test(cause)),
      [],
    );
  });

  it('another file of the publisher changes exactly the cells whose figures differ: publisher revised', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    assert.equal(await releaseOn('2025-03-01'), '2025-03-01');
    assert.deepEqual(await changes(), [
      {
        to_release: '2025-03-01',
        org_code: 'RJ1',
        measure: 'ae_attendances',
        old_value: 1000,
        new_value: 1010,
        change_kind: 'publisher revised',
        material: true,
      },
    ]);
    const [cause] = await world.warehouse.rows(
      'SELECT cause_old_sha, cause_new_sha, cause_text, from_release, difference, percent FROM gold.release_change',
    );
    assert.deepEqual(
      [cause?.['cause_old_sha'], cause?.['cause_new_sha'], cause?.['from_release']],
      [FIRST, REVISED, '2025-01-10'],
    );
    assert.deepEqual([cause?.['difference'], cause?.['percent']], [10, 1]);
    assert.match(String(cause?.['cause_text']), /^The publisher revised A&E 2019-09: .* took the place of /);
  });

  it('the day decides what a cell said then: the day of a revision says the new figure', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    await releaseOn('2025-03-01');
    await attendances('2019-09', 1000, 520, { sha256: sha('third') });
    assert.equal(await releaseOn('2025-03-01'), '2025-03-01-2');
    const said = async (day: string): Promise<readonly unknown[]> =>
      (
        await world.warehouse.rows(
          `SELECT value FROM gold.cell_version WHERE org_code = 'RJ1' AND measure = 'ae_attendances'
             AND known_from <= $1::DATE AND (known_to > $1::DATE OR known_to IS NULL)`,
          [day],
        )
      ).map((row) => row['value']);
    assert.deepEqual(await said('2025-01-09'), []);
    assert.deepEqual(await said('2025-02-28'), [1000]);
    assert.deepEqual(await said('2025-03-01'), [1020]);
  });

  it('the same file read by another version of the reader: reader changed', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    await attendances('2019-09', 1000, 555, { sha256: FIRST, parserVersion: 2 });
    await releaseOn('2025-03-01');
    assert.deepEqual(
      (await changes()).map((row) => [row['org_code'], row['new_value'], row['change_kind']]),
      [['RJ1', 1055, 'reader changed']],
    );
    const [cause] = await world.warehouse.rows('SELECT cause_text FROM gold.release_change');
    assert.match(
      String(cause?.['cause_text']),
      /file is the same; we changed how it is read: .*version 1 .* became 2/,
    );
  });

  it('a new version of the reader that reads the same figures is a release without a change', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    await attendances('2019-09', 1000, 500, { sha256: FIRST, parserVersion: 2 });
    assert.equal(await releaseOn('2025-03-01'), '2025-03-01');
    assert.deepEqual(await changes(), []);
  });

  it('a month that was not there before: new file; a month that is gone: file withdrawn', async () => {
    await attendances('2019-09', 1000, 500, { sha256: FIRST });
    await releaseOn('2025-01-10');
    await attendances('2019-10', 1000, 0);
    await releaseOn('2025-03-01');
    const kinds = async (release: string): Promise<readonly unknown[]> =>
      (await changes()).filter((row) => row['to_release'] === release).map((row) => row['change_kind']);
    assert.deepEqual(await kinds('2025-03-01'), ['new file', 'new file']);
    await world.warehouse.transaction(async (statements) => {
      await clearSlot(statements, { dataset: 'ae-monthly', fy: FY, slot: '2019-10', period: '2019-10' });
      await statements.run(`DELETE FROM load_state WHERE slot = '2019-10'`);
      await statements.run(`UPDATE source_file SET status = 'skipped' WHERE slot = '2019-10'`);
    });
    await releaseOn('2025-03-02');
    assert.deepEqual(await kinds('2025-03-02'), ['file withdrawn', 'file withdrawn']);
  });

  it('the same files and another trust for a printed code: matching changed', async () => {
    await bothMonths();
    await world.join();
    // As an older version of the matching would have had it.
    await world.warehouse.run(
      `UPDATE gold.org_match SET org_code = 'R1H' WHERE published_code = 'RJ1' AND dataset = 'ae-monthly'`,
    );
    await world.warehouse.run(
      `UPDATE gold.trust_activity SET value = 3000 WHERE org_code = 'R1H' AND measure = 'ae_attendances'`,
    );
    await makeRelease('2025-01-10');
    await releaseOn('2025-03-01');
    assert.deepEqual(
      (await changes()).map((row) => [
        row['org_code'],
        row['old_value'],
        row['new_value'],
        row['change_kind'],
      ]),
      [['R1H', 3000, 2000, 'matching changed']],
    );
    const [cause] = await world.warehouse.rows('SELECT cause_text FROM gold.release_change');
    assert.match(
      String(cause?.['cause_text']),
      /figures printed for RJ1 TRUST RJ1 count for RJ1 now, and counted for R1H before/,
    );
  });

  it('a closed code that counts for its successor from now on: succession changed', async () => {
    const year = '2017-18';
    const successor = { name: 'Manchester University NHS Foundation Trust', code: 'R0A' };
    const closed = { name: 'Central Manchester University Hospitals NHS Foundation Trust', code: 'RW3' };
    const rows = { R0A: { type1: 100, type2: 0 }, RW3: { type1: 40, type2: 0 } };
    await world.accounts(year, [successor, closed]);
    for (const month of ['2017-09', '2017-10']) await world.load('ae-monthly', year, month, rows);
    await releaseOn('2025-01-10');
    await world.accounts(year, [successor], { sha256: sha('accounts without the closed trust') });
    await releaseOn('2025-03-01');
    const ofSuccessor = (await changes()).filter(
      (row) => row['org_code'] === 'R0A' && row['measure'] === 'ae_attendances',
    );
    assert.deepEqual(
      ofSuccessor.map((row) => [row['old_value'], row['new_value'], row['change_kind']]),
      [[200, 280, 'succession changed']],
    );
  });

  it('the same files and another recipe: definition changed', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    const doubled = DATASETS.map((dataset) =>
      dataset.name === 'ae-monthly'
        ? { ...dataset, measures: dataset.measures.map((recipe) => ({ ...recipe, scale: 2 })) }
        : dataset,
    );
    await releaseOn('2025-03-01', doubled);
    assert.deepEqual(
      (await changes()).map((row) => [row['org_code'], row['new_value'], row['change_kind']]),
      [
        ['R1H', 4000, 'definition changed'],
        ['RJ1', 2000, 'definition changed'],
      ],
    );
  });

  it('trusts whose accounts were not loaded before come with a new file', async () => {
    await releaseOn('2025-01-10');
    await world.accounts('2018-19', [BARTS]);
    await releaseOn('2025-03-01');
    const kinds = new Set((await changes()).map((row) => row['change_kind']));
    assert.deepEqual([...kinds], ['new file']);
  });

  it('a run that is killed before its tables are in place leaves the kept releases whole, and no other', async () => {
    await bothMonths();
    await publishOn('2025-01-10');
    const kept = await bytes(join(world.dir, 'releases', '2025-01-10'));
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    await world.join();
    await prepareRelease(world.warehouse, world.dir, stageFolder, { now: new Date('2025-02-01T12:00:00Z') });
    assert.equal((await releases()).length, 2);
    assert.equal(await publishOn('2025-03-01'), '2025-03-01');
    assert.deepEqual(await releases(), ['2025-01-10', '2025-03-01']);
    assert.deepEqual(await bytes(join(world.dir, 'releases', '2025-01-10')), kept);
  });

  it('a run that is killed between its publication and the keeping of its release is put right by the next', async () => {
    await bothMonths();
    await publishOn('2025-01-10');
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    await publishOn('2025-03-01');
    const folder = join(world.dir, 'releases');
    await rename(join(folder, '2025-03-01'), join(folder, '2025-03-01.new-4711-abc'));
    assert.equal(await isPublished(world.warehouse, world.dir, DATASETS), true);
    assert.deepEqual(await releases(), ['2025-01-10', '2025-03-01']);
    assert.equal(await publishOn('2025-04-01'), '2025-03-01');
  });

  it('a kept release that was altered or taken away stops the publication with its name, and what is published stays', async () => {
    await bothMonths();
    await publishOn('2025-01-10');
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    await publishOn('2025-03-01');
    const published = await bytes(join(world.dir, 'published'));
    const first = join(world.dir, 'releases', '2025-01-10');
    await rename(first, join(world.dir, 'elsewhere'));
    await assert.rejects(
      publishOn('2025-04-01'),
      /2025-01-10 is not as it was kept: the release 2025-03-01 follows/,
    );
    await rename(join(world.dir, 'elsewhere'), first);
    await appendFile(join(first, 'cell_change.parquet'), 'x');
    await assert.rejects(
      publishOn('2025-04-01'),
      /cell_change\.parquet is not as it was kept: .* has changed/,
    );
    assert.deepEqual(await bytes(join(world.dir, 'published')), published);
  });

  describe('with more than one possible cause', () => {
    /** The recipe of attendances with something else in it. */
    const withRecipe = (change: Partial<MeasureRecipe>): typeof DATASETS =>
      DATASETS.map((dataset) =>
        dataset.name === 'ae-monthly'
          ? { ...dataset, measures: dataset.measures.map((recipe) => ({ ...recipe, ...change })) }
          : dataset,
      );
    /** A third part that no file prints: the recipe is another, and no figure is. */
    const WITHOUT_EFFECT = withRecipe({ optionalParts: ['booked', 'never printed'] });
    const DOUBLED = withRecipe({ scale: 2 });
    const kinds = async (): Promise<readonly unknown[]> =>
      (await changes()).map((row) => [row['org_code'], row['new_value'], row['change_kind']]);

    /** The release of January; then one of March, with what was read of the September file before, by version of the reader. */
    async function inMarch(
      datasets: typeof DATASETS,
      readings: (version: number, first: string) => string | undefined,
      revise: () => Promise<unknown>,
    ): Promise<void> {
      const first = await attendances('2019-09', 1000, 500, { sha256: FIRST });
      await attendances('2019-10', 1000, 500);
      await releaseOn('2025-01-10');
      await revise();
      await world.join(datasets);
      const reading: Rejoin['reading'] = ({ sha256, parserVersion }) =>
        Promise.resolve(sha256 === FIRST ? readings(parserVersion, first) : undefined);
      await makeRelease('2025-03-01', { datasets, reading });
    }
    const revised = async (): Promise<unknown> =>
      await attendances('2019-09', 1000, 510, { sha256: REVISED });

    it('a recipe that changes no figure is not the cause of what a revised file changes', async () => {
      await inMarch(WITHOUT_EFFECT, (_, first) => first, revised);
      assert.deepEqual(await kinds(), [['RJ1', 1010, 'publisher revised']]);
    });

    it('a revised file that changes nothing for a trust is not the cause of what a recipe changes; both are several', async () => {
      await inMarch(DOUBLED, (_, first) => first, revised);
      assert.deepEqual(await kinds(), [
        ['R1H', 4000, 'definition changed'],
        ['RJ1', 2020, 'several'],
      ]);
      const [row] = await world.warehouse.rows(
        `SELECT cause_text FROM gold.release_change WHERE change_kind = 'several'`,
      );
      assert.match(String(row?.['cause_text']), /\(definition changed, publisher revised\)/);
    });

    it('a revised file read by a new version of the reader: the new version on the old file tells which of them it was', async () => {
      const revisedAndRead = async (): Promise<unknown> =>
        await attendances('2019-09', 1000, 510, { sha256: REVISED, parserVersion: 2 });
      await inMarch(DATASETS, (_, first) => first, revisedAndRead);
      assert.deepEqual(await kinds(), [['RJ1', 1010, 'publisher revised']]);
    });

    it('the new version of the reader is the cause where it reads the old file as it reads the revised one', async () => {
      const readings = new Map<number, string>();
      const revisedAndRead = async (): Promise<void> => {
        readings.set(2, await attendances('2019-09', 1000, 510, { sha256: REVISED, parserVersion: 2 }));
      };
      await inMarch(DATASETS, (version, first) => readings.get(version) ?? first, revisedAndRead);
      assert.deepEqual(await kinds(), [['RJ1', 1010, 'reader changed']]);
    });

    it('what cannot be read again as it was is not decided: several', async () => {
      await inMarch(WITHOUT_EFFECT, () => undefined, revised);
      assert.deepEqual(await kinds(), [['RJ1', 1010, 'several']]);
    });

    it('joining again leaves the tables, and what is loaded, as they were', async () => {
      await inMarch(DOUBLED, (_, first) => first, revised);
      assert.equal((await world.cell(FY, 'RJ1', 'ae_attendances'))['value'], 2020);
      const loaded = await world.warehouse.rows(
        `SELECT sha256 FROM load_state WHERE dataset = 'ae-monthly' AND slot = '2019-09'`,
      );
      assert.deepEqual(loaded, [{ sha256: REVISED }]);
    });
  });

  it('a clock that has gone back does not put a release before the last one', async () => {
    await bothMonths();
    await releaseOn('2025-01-10');
    await attendances('2019-09', 1000, 510, { sha256: REVISED });
    assert.equal(await releaseOn('2024-12-31'), '2025-01-10-2');
  });
});

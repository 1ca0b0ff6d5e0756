/** `datapackage.json`: held against the standard by its own library, against the files, and against the figures in them. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Package } from 'datapackage';
import { z } from 'zod';
import { quartersOf } from '../../nhs/financial-year.ts';
import { quoteName, quoteText } from '../../duckdb/statements.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { PUBLISHED_TABLES } from '../../warehouse/publish/published-tables.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const FY = '2019-20';

const described = z.object({
  name: z.string(),
  version: z.string(),
  licenses: z.array(z.object({ name: z.string(), path: z.string() })),
  sources: z.array(z.object({ title: z.string(), path: z.string().optional() })),
  resources: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      format: z.string(),
      bytes: z.int(),
      schema: z.object({
        fields: z.array(
          z.object({
            name: z.string(),
            type: z.string(),
            description: z.string().optional(),
            unit: z.string().optional(),
          }),
        ),
        primaryKey: z.array(z.string()).optional(),
        missingValues: z.array(z.string()).optional(),
        foreignKeys: z
          .array(
            z.object({
              fields: z.array(z.string()),
              reference: z.object({ resource: z.string(), fields: z.array(z.string()) }),
            }),
          )
          .optional(),
      }),
    }),
  ),
});

describe('datapackage.json', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  let published: string;
  let text: string;
  let descriptor: z.infer<typeof described>;

  before(async () => {
    world = await openSmallWorld();
    published = join(world.dir, 'published');
    for (const fy of ['2018-19', FY])
      await world.accounts(fy, [
        { name: 'Barts Health NHS Trust', code: 'R1H' },
        { name: '=Trust, "quoted"', code: 'RJ1' },
      ]);
    for (const quarter of quartersOf(FY))
      await world.load('beds', FY, quarter, { R1H: { open: 1 / 3 }, RJ1: { open: 7 } });
    await world.join();
    await publish(world.warehouse, world.dir, {
      publications: [{ name: 'beds', title: 'Beds (KH03)', homepage: 'https://www.england.nhs.uk/beds/' }],
    });
    text = await readFile(join(published, 'datapackage.json'), 'utf8');
    descriptor = described.parse(JSON.parse(text));
  });
  after(async () => {
    await world.close();
  });

  it('is a data package by the standard’s own library', async () => {
    const loaded = await Package.load(JSON.parse(text), { basePath: published, strict: false });
    assert.deepEqual(
      loaded.errors.map(({ message }) => message),
      [],
    );
    assert.equal(loaded.valid, true);
  });

  it('the standard’s own library reads every row of every CSV by the types, keys and references that it states', async () => {
    const loaded = await Package.load(JSON.parse(text), { basePath: published, strict: true });
    let rows = 0;
    for (const { name, format } of descriptor.resources) {
      if (format !== 'csv') continue;
      const read = await loaded.getResource(name).read({ keyed: true, relations: true });
      const [row] = await world.warehouse.rows(`SELECT count(*)::INTEGER AS n FROM gold.${quoteName(name)}`);
      assert.equal(read.length, row?.['n'], name);
      rows += read.length;
    }
    assert.ok(rows > 500, `${rows} rows`);
  });

  it('the standard’s own library refuses a wrong type, so that what it accepts means something', async () => {
    const broken = structuredClone(JSON.parse(text)) as z.infer<typeof described>;
    const table = broken.resources.find(({ name }) => name === 'trust_year');
    const column = table?.schema.fields.find(({ name }) => name === 'org_name');
    assert.ok(column);
    column.type = 'integer';
    const loaded = await Package.load(broken, { basePath: published, strict: true });
    await assert.rejects(loaded.getResource('trust_year').read());
  });

  it('has every published table, as CSV where there is one and as Parquet, with every column of it', async () => {
    assert.deepEqual(
      descriptor.resources.map(({ name }) => name),
      PUBLISHED_TABLES.flatMap(({ name, csv }) => [...(csv ? [name] : []), `${name}.parquet`]),
    );
    for (const { name, path, bytes, format, schema } of descriptor.resources) {
      assert.ok(existsSync(join(published, path)), path);
      assert.equal((await stat(join(published, path))).size, bytes, path);
      const read = format === 'csv' ? 'read_csv' : 'read_parquet';
      const all = format === 'csv' ? ", all_varchar = true, header = true, delim = ',', quote = '\"'" : '';
      const columns = await world.warehouse.rows(
        `DESCRIBE FROM ${read}(${quoteText(join(published, path))}${all})`,
      );
      assert.deepEqual(
        schema.fields.map((field) => field.name),
        columns.map((column) => column['column_name']),
        name,
      );
    }
  });

  it('a primary key that it states is one: no row without it, no two rows with the same', async () => {
    const keys = descriptor.resources.filter(({ format }) => format === 'parquet');
    let checked = 0;
    for (const { path, schema } of keys) {
      if (!schema.primaryKey) continue;
      checked += 1;
      const key = schema.primaryKey.map(quoteName);
      const [row] = await world.warehouse.rows(
        `SELECT count(*)::INTEGER AS n, count(DISTINCT (${key.join(', ')}))::INTEGER AS keys,
           count(*) FILTER (${key.map((column) => `${column} IS NULL`).join(' OR ')})::INTEGER AS absent
         FROM read_parquet(${quoteText(join(published, path))})`,
      );
      assert.deepEqual([row?.['keys'], row?.['absent']], [row?.['n'], 0], path);
    }
    assert.ok(checked > 15, `${checked} keys`);
  });

  it('a foreign key that it states leads to a row', async () => {
    for (const { path, schema } of descriptor.resources) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const other = descriptor.resources.find(({ name }) => name === reference.resource);
        assert.ok(other, reference.resource);
        const here = quoteText(join(published, path));
        const there = quoteText(join(published, other.path));
        const [row] = await world.warehouse.rows(
          `SELECT count(*)::INTEGER AS n FROM read_csv(${here}, all_varchar = true) AS a
           ANTI JOIN read_csv(${there}, all_varchar = true) AS b USING (${fields.map(quoteName).join(', ')})`,
        );
        assert.equal(row?.['n'], 0, `${path}: ${fields.join(', ')}`);
      }
    }
  });

  it('says licence, release and the publications that are loaded; a figure has its unit; an absent cell is an empty one', () => {
    assert.deepEqual(
      descriptor.licenses.map(({ name }) => name),
      ['OGL-UK-3.0'],
    );
    assert.match(descriptor.version, /^\d{4}-\d{2}-\d{2}$/);
    assert.deepEqual(descriptor.sources, [
      { title: 'Beds (KH03)', path: 'https://www.england.nhs.uk/beds/' },
      { title: 'tac' },
    ]);
    const trustYear = descriptor.resources.find(({ name }) => name === 'trust_year');
    assert.equal(trustYear?.schema.fields.find(({ name }) => name === 'turnover')?.unit, 'pounds');
    assert.deepEqual(trustYear?.schema.missingValues, ['']);
  });

  it('two publications of the same tables have the same one', async () => {
    await world.join();
    await publish(world.warehouse, world.dir, {
      publications: [{ name: 'beds', title: 'Beds (KH03)', homepage: 'https://www.england.nhs.uk/beds/' }],
    });
    assert.equal(await readFile(join(published, 'datapackage.json'), 'utf8'), text);
  });
});

/** `datapackage.json`: every published table for programs, by the Data Package standard (specs.frictionlessdata.io, version 1). */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Statements, quoteText } from '../../duckdb/statements.ts';
import { csvPath } from './published-files.ts';
import type { PublishedTable } from './published-tables.ts';
import { isIllustrative } from './read-me-first.ts';
import { ILLUSTRATIVE_WARNING } from './status-meanings.ts';
import { foreignKeysOf, primaryKeyOf } from './table-keys.ts';

/** A publication that tables are made from, as a person finds it. */
export interface PublicationSource {
  readonly name: string;
  readonly title: string;
  readonly homepage?: string;
}

export const DATA_PACKAGE = 'datapackage.json';

/** The text of `datapackage.json` for a folder whose tables are written. The same tables give the same text. */
export async function dataPackage(
  statements: Pick<Statements, 'rows'>,
  folder: string,
  tables: readonly PublishedTable[],
  publications: readonly PublicationSource[],
): Promise<string> {
  const [release] = await statements.rows(
    'SELECT release_id, made_at FROM gold.release ORDER BY made_at DESC, release_id DESC LIMIT 1',
  );
  const dictionary = await statements.rows('SELECT * FROM gold.data_dictionary');
  const resources: object[] = [];
  for (const table of tables) {
    const words = new Map(
      dictionary
        .filter((row) => row['table_name'] === table.name)
        .map((row) => [String(row['column_name']), row]),
    );
    const file = quoteText(join(folder, `${table.name}.parquet`));
    const columns = (await statements.rows(`DESCRIBE FROM read_parquet(${file})`)).map((column) => ({
      name: String(column['column_name']),
      type: String(column['column_type']),
      meaning: words.get(String(column['column_name']))?.['meaning'],
      unit: words.get(String(column['column_name']))?.['unit'],
    }));
    if (table.csv) resources.push(await csvResource(folder, table, columns));
    resources.push(await parquetResource(folder, table, columns));
  }
  const illustrative = (await isIllustrative(statements)) ? ` ${ILLUSTRATIVE_WARNING}` : '';
  return `${JSON.stringify(
    {
      profile: 'data-package',
      name: 'nhs-trust-activity',
      title: 'English NHS trusts: what each spent beside what it did, by financial year',
      description: `Joined from files that NHS England publishes; not checked or endorsed by it or by any trust. Every figure has a status: an empty cell is never zero.${illustrative}`,
      ...(release && { version: release['release_id'], created: release['made_at'] }),
      licenses: [
        {
          name: 'OGL-UK-3.0',
          title: 'Open Government Licence v3.0',
          path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
        },
      ],
      sources: await sourcesOf(statements, publications),
      resources,
    },
    undefined,
    2,
  )}\n`;
}

/** The publications of which a file is loaded, in the order of their names. */
async function sourcesOf(
  statements: Pick<Statements, 'rows'>,
  publications: readonly PublicationSource[],
): Promise<readonly object[]> {
  const rows = await statements.rows(
    `SELECT DISTINCT dataset FROM gold.source_file WHERE status = 'loaded' ORDER BY dataset`,
  );
  return rows.map((row) => {
    const known = publications.find(({ name }) => name === row['dataset']);
    if (!known) return { title: String(row['dataset']) };
    return { title: known.title, ...(known.homepage !== undefined && { path: known.homepage }) };
  });
}

/** A column as its file has it, with the words of the data dictionary. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly meaning: unknown;
  readonly unit: unknown;
}

async function csvResource(
  folder: string,
  table: PublishedTable,
  columns: readonly Column[],
): Promise<object> {
  const path = csvPath(table.name);
  const primaryKey = primaryKeyOf(table.name);
  const foreignKeys = foreignKeysOf(table.name);
  return {
    profile: 'tabular-data-resource',
    name: table.name,
    path,
    description: table.about,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
    bytes: (await stat(join(folder, path))).size,
    schema: {
      fields: columns.map((column) => field(column, csvType(column.type))),
      missingValues: [''],
      ...(primaryKey && { primaryKey }),
      ...(foreignKeys.length > 0 && {
        foreignKeys: foreignKeys.map(({ fields, table: other }) => ({
          fields,
          reference: { resource: other, fields },
        })),
      }),
    },
  };
}

/** The same table as Parquet, under a name of its own: its lists are lists, and its texts are as printed. */
async function parquetResource(
  folder: string,
  table: PublishedTable,
  columns: readonly Column[],
): Promise<object> {
  const path = `${table.name}.parquet`;
  const primaryKey = primaryKeyOf(table.name);
  return {
    profile: 'data-resource',
    name: `${table.name}.parquet`,
    path,
    description: table.about,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    bytes: (await stat(join(folder, path))).size,
    schema: {
      fields: columns.map((column) => field(column, parquetType(column.type))),
      ...(primaryKey && { primaryKey }),
    },
  };
}

function field({ name, meaning, unit, type: stored }: Column, type: string): object {
  const list = stored.endsWith('[]') && type === 'string' ? ' (a list, separated by ;)' : '';
  return {
    name,
    type,
    ...(typeof meaning === 'string' && { description: `${meaning}${list}` }),
    ...(typeof unit === 'string' && { unit }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'string',
  DOUBLE: 'number',
  FLOAT: 'number',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  BOOLEAN: 'boolean',
  DATE: 'date',
};

function parquetType(type: string): string {
  return type.endsWith('[]') ? 'array' : typeOf(type);
}

/** Lists are text in a CSV. */
function csvType(type: string): string {
  return type.endsWith('[]') ? 'string' : typeOf(type);
}

/** @throws where a table has a column of a type that nobody has thought of */
function typeOf(type: string): string {
  const found = TYPES[type];
  if (found === undefined) throw new Error(`No type of a data package is known for ${type}.`);
  return found;
}

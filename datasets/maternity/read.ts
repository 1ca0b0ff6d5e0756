/**
 * One file of the maternity publication: which collection, which year, and its observations (dossier
 * maternity, section 4).
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { findLongTable, layoutsIn, type LongTable } from './find-long-table.ts';
import { findProviderTables, requireYear, yearEvidence } from './find-provider-tables.ts';
import { COLLECTIONS, collectionOfSlot, kindOf, slotOf } from './files.ts';
import { LAYOUTS, type Collection } from './layouts.ts';
import { parseLongTable } from './long-table.ts';
import { parseProviderTables } from './provider-tables.ts';

/**
 * The slot says which collection is wanted. The workbook of 2017-18 has both: it gives `deliveries` to the
 * slot of HES and `deliveries_msds` to that of MSDS, so neither is read twice and either can stand alone.
 */
export function parseMaternity(source: SourceBytes, context: ParseContext): ParsedFile {
  const collection = collectionOfSlot(context.slot);
  const workbook = source.workbook();
  const long = findLongTable(workbook);
  if (long) return parseLongTable(long, collection, context);
  const tables = findProviderTables(workbook);
  if (collection === 'MSDS') {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `Sheet "${tables[0]?.sheet ?? ''}" is a table of the HES provider-level analysis, not MSDS data; one is never taken for the other. Take the MSDS csv of the year from the publisher's page.`,
    );
  }
  requireYear(source, tables, context.fy);
  return parseProviderTables(tables, context);
}

/** Tells the files of the maternity publication, their year and collection, from what is in them. */
export function recogniseMaternity(source: SourceBytes): Recognition {
  const ofPublication = /^hosp-epis-stat-mat-/i.test(source.fileName);
  try {
    const long = findLongTable(source.workbook());
    if (long) return ofLongTable(long);
    const tables = findProviderTables(source.workbook());
    const { inside, name } = yearEvidence(source, tables);
    const named = commonYears(inside.map(({ years }) => years));
    if (named.length > 0) return answer(named, ['HES'], 'content');
    if (inside.length > 0)
      return nearly(`deliveries by provider, but ${inside.map(({ where }) => where).join('; ')}`);
    return answer(name.years, ['HES'], 'name');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const kind = kindOf('', source.fileName);
    return {
      notThis: typeof kind === 'string' && ofPublication ? `${kind}. ${error.message}` : error.message,
      ...(ofPublication && { nearly: true }),
    };
  }
}

function ofLongTable(table: LongTable): Recognition {
  const named = commonYears([...table.periods.keys()].map(yearsNamed));
  const layouts = layoutsIn(table);
  const has = (rows: typeof layouts, collection: Collection): boolean =>
    rows.some((row) => row.collection === collection);
  // MSDS first: where a file has both, HES more often has a file of its own.
  const collections = COLLECTIONS.toReversed().filter((collection) => has(layouts, collection));
  if (collections.length === 0) {
    const dimensions = [...table.dimensions].slice(0, 6).join(', ');
    return nearly(`maternity data without a total of deliveries by provider (its dimensions: ${dimensions})`);
  }
  const [fy = '', ...more] = named;
  if (more.length > 0 || !yearsOf(LAYOUTS).includes(fy)) return answer(named, collections, 'content');
  const ofYear = collections.filter((collection) => has(layoutsOf(layouts, fy), collection));
  if (ofYear.length > 0) return answer(named, ofYear, 'content');
  const known = [...new Set(layouts.flatMap(({ years }) => years))].sort().join(', ');
  return nearly(`deliveries by provider (${collections[0] ?? ''}) of ${fy}, in the words of ${known}`);
}

function answer(
  named: readonly FinancialYear[],
  [first = 'HES', ...others]: readonly Collection[],
  by: 'content' | 'name',
): Recognition {
  const [fy, ...more] = named;
  if (fy === undefined || more.length > 0)
    return nearly(`deliveries by provider (${first}), but it does not say of which one year`);
  if (!yearsOf(LAYOUTS).includes(fy))
    return nearly(`deliveries by provider (${first}) of ${fy}, a year this project does not read`);
  const found = { fy, slot: slotOf(fy, first), period: fy, by };
  if (others.length === 0) return found;
  // A file that has both is second to a file of the collection itself, where there is one.
  const also = others.map((collection) => ({ fy, slot: slotOf(fy, collection), period: fy }));
  return { ...found, also, preference: 1 };
}

/** Years that everything that names any names. */
function commonYears(named: readonly (readonly FinancialYear[])[]): readonly FinancialYear[] {
  const [first = [], ...others] = named;
  return first.filter((fy) => others.every((years) => years.includes(fy)));
}

function nearly(notThis: string): Recognition {
  return { notThis, nearly: true };
}

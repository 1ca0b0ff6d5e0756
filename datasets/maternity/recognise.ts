/** Tells the files of the maternity publication, their year and collection, from what is in them. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { plainHeading } from '../tables/header-row.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { kindOf } from './file-name.ts';
import { LONG_FIGURES } from './layouts.ts';
import { readLongTable, type LongTable } from './read-long-table.ts';
import { readProviderTables } from './read-provider-tables.ts';
import { type Collection, COLLECTIONS, slotOf } from './slots.ts';
import { yearEvidence } from './year-inside.ts';

export function recogniseMaternity(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  const ofPublication = /^hosp-epis-stat-mat-/i.test(source.fileName);
  try {
    const long = readLongTable(source.workbook());
    if (long) return ofLongTable(long, years);
    const tables = readProviderTables(source.workbook());
    const { inside, name } = yearEvidence(source, tables);
    const named = commonYears(inside.map((one) => one.years));
    if (named.length > 0) return answer(named, ['HES'], 'content', years);
    if (inside.length > 0)
      return nearly(`deliveries by provider, but ${inside.map(({ where }) => where).join('; ')}`);
    return answer(name.years, ['HES'], 'name', years);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const kind = kindOf('', source.fileName);
    return {
      notThis: typeof kind === 'string' && ofPublication ? `${kind}. ${error.message}` : error.message,
      ...(ofPublication && { nearly: true }),
    };
  }
}

function ofLongTable(table: LongTable, years: readonly FinancialYear[]): Recognition {
  const has = (collection: Collection): boolean =>
    LONG_FIGURES.some(
      (figure) =>
        figure.collection === collection &&
        figure.hasTotal &&
        table.rows.some(({ dimension }) => figure.dimensions.includes(plainHeading(dimension))),
    );
  // MSDS first: where a file has both, HES more often has a file of its own.
  const collections = COLLECTIONS.toReversed().filter(has);
  if (collections.length === 0) {
    const dimensions = [...table.dimensions].slice(0, 6).join(', ');
    return nearly(`maternity data without a total of deliveries by provider (its dimensions: ${dimensions})`);
  }
  return answer(commonYears([...table.periods.keys()].map(yearsNamed)), collections, 'content', years);
}

function answer(
  named: readonly FinancialYear[],
  [first = 'HES', ...others]: readonly Collection[],
  by: 'content' | 'name',
  years: readonly FinancialYear[],
): Recognition {
  const [fy, ...more] = named;
  if (fy === undefined || more.length > 0)
    return nearly(`deliveries by provider (${first}), but it does not say of which one year`);
  if (!years.includes(fy))
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

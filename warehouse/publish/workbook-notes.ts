/** What stands above the headings of every sheet: where the figures come from, of which release, and what is not whole. */
import type { Statements } from '../../duckdb/statements.ts';
import { TRUST_YEAR_MEASURES, isWide } from '../join/trust-year-columns.ts';
import { isIllustrative } from './read-me-first.ts';
import { ILLUSTRATIVE_WARNING } from './status-meanings.ts';

export interface WorkbookNotes {
  /** Said first on every sheet where the accounts are made up. */
  readonly warning: string | undefined;
  readonly source: string;
  readonly incomplete: string;
  /** For the foot of a printed page. */
  readonly release: string;
}

export async function workbookNotes(statements: Pick<Statements, 'rows'>): Promise<WorkbookNotes> {
  const [release] = await statements.rows(
    'SELECT release_id FROM gold.release ORDER BY made_at DESC, release_id DESC LIMIT 1',
  );
  const [files] = await statements.rows(
    `SELECT left(max(fetched_at)::VARCHAR, 10) AS day FROM gold.source_file WHERE status = 'loaded'`,
  );
  const [id, day] = [release?.['release_id'], files?.['day']];
  const named = typeof id === 'string' ? `Release ${id}` : 'No release';
  const fetched = typeof day === 'string' ? `, files as fetched to ${day}` : '';
  return {
    warning: (await isIllustrative(statements)) ? ILLUSTRATIVE_WARNING : undefined,
    source: `Source: files that NHS England publishes, each named in the sheet "sources" (Open Government Licence v3.0). ${named}${fetched}. Not an NHS service. A blank is not a zero.`,
    incomplete: await incompleteYears(statements),
    release: named,
  };
}

const PERIODS: Readonly<Record<number, string>> = { 4: 'quarters', 12: 'months' };

/** The years of which no trust has every month or quarter of a measure, or any figure at all. */
async function incompleteYears(statements: Pick<Statements, 'rows'>): Promise<string> {
  const rows = await statements.rows(`
    SELECT fy, measure, max(coalesce(periods_reported, 0))::INTEGER AS held, max(periods_expected)::INTEGER AS expected
    FROM gold.trust_activity
    GROUP BY fy, measure
    HAVING held < expected
    ORDER BY fy, measure`);
  const wide = new Set(TRUST_YEAR_MEASURES.filter(isWide).map(({ measure }) => measure));
  const years = new Map<string, { readonly none: string[]; readonly part: string[] }>();
  for (const { fy, measure, held, expected } of rows) {
    if (!wide.has(String(measure))) continue;
    const year = years.get(String(fy)) ?? { none: [], part: [] };
    years.set(String(fy), year);
    if (held === 0) year.none.push(String(measure));
    else
      year.part.push(
        `${String(measure)} (${String(held)} of ${String(expected)} ${PERIODS[Number(expected)] ?? 'parts'})`,
      );
  }
  if (years.size === 0)
    return 'Incomplete years: none; every measure has every month and quarter of some trust.';
  const told = [...years].map(([fy, { none, part }]) => {
    const parts = [
      ...(part.length > 0 ? [`part of the year: ${part.join(', ')}`] : []),
      ...(none.length > 0 ? [`no figures: ${none.join(', ')}`] : []),
    ];
    return `${fy}, ${parts.join('; ')}`;
  });
  return `Incomplete years: ${told.join('. ')}.`;
}

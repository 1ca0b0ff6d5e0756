/** What pages of measures say of publications, rules and England's totals, read from the published tables at once. */
import { group } from 'd3-array';
import type { Row } from '../../duckdb/statements.ts';
import type { Ask } from '../../explain/published-tables.ts';
import { ruleInWords } from '../../explain/rule-in-words.ts';
import { numberOrNull, text } from '../read/row-values.ts';
import type { PartWords } from './read-view.ts';

/** A row of england_total. */
export interface EnglandTotal {
  readonly fy: string;
  readonly published: number | null;
  readonly inTrustYear: number | null;
  readonly withoutAccounts: number | null;
  readonly otherProviders: number | null;
  readonly rounding: number | null;
}

/** A file of a publication and year. */
export interface PublishedFile {
  readonly url: string;
  readonly name: string;
  readonly period: string;
}

/** The same rule from one year to another. */
export interface Rule {
  readonly from: string;
  readonly to: string;
  readonly words: string;
}

export interface MeasureSources {
  /** `Bed availability and occupancy, beds open overnight (KH03)`. */
  readonly publicationOf: (measure: string) => string;
  readonly rulesOf: (measure: string) => readonly Rule[];
  readonly englandOf: (measure: string) => readonly EnglandTotal[];
  /** Loaded files whose address is safe to link. */
  readonly filesOf: (measure: string, fy: string) => readonly PublishedFile[];
  readonly parts: ReadonlyMap<string, PartWords>;
}

export async function readMeasureSources(ask: Ask): Promise<MeasureSources> {
  const recipes = await ask('FROM measure ORDER BY measure, fy');
  const years = new Set((await ask('SELECT DISTINCT fy FROM trust_year')).map((row) => text(row['fy'])));
  const totals = await ask('FROM england_total ORDER BY measure, fy');
  const files = await ask(
    `SELECT DISTINCT dataset, fy, period, url, file_name FROM source_file
     WHERE status = 'loaded' AND starts_with(url, 'https://') ORDER BY ALL`,
  );
  const titles = await ask(
    `SELECT column_name, min(source) AS source FROM data_dictionary
     WHERE table_name IN ('trust_year', 'value of trust_activity') GROUP BY ALL ORDER BY ALL`,
  );
  const titleOf = new Map(
    titles.map((row) => [text(row['column_name']), text(row['source']).replace(/ \[[a-z-]+\]/g, '')]),
  );
  const recipesOf = group(recipes, (row) => text(row['measure']));
  const totalsOf = group(totals, (row) => text(row['measure']));
  const filesOf = group(files, (row) => `${text(row['dataset'])} ${text(row['fy'])}`);
  return {
    publicationOf: (measure) => titleOf.get(measure) ?? '',
    rulesOf: (measure) =>
      rulesIn((recipesOf.get(measure) ?? []).filter((recipe) => years.has(text(recipe['fy'])))),
    englandOf: (measure) => (totalsOf.get(measure) ?? []).map(englandTotal),
    filesOf: (measure, fy) => {
      const recipe = (recipesOf.get(measure) ?? []).find((row) => row['fy'] === fy);
      return (filesOf.get(`${text(recipe?.['dataset'])} ${fy}`) ?? []).map((row) => ({
        ...{ url: text(row['url']), name: text(row['file_name']), period: text(row['period']) },
      }));
    },
    parts: new Map(
      recipes.map((row) => [
        text(row['measure']),
        {
          unit: text(row['unit']),
          isMean: row['across_periods'] === 'mean',
        },
      ]),
    ),
  };
}

function rulesIn(recipes: readonly Row[]): readonly Rule[] {
  const rules: { from: string; to: string; words: string }[] = [];
  for (const recipe of recipes) {
    const [fy, words] = [text(recipe['fy']), ruleInWords(recipe)];
    const last = rules.at(-1);
    if (last?.words === words) last.to = fy;
    else rules.push({ from: fy, to: fy, words });
  }
  return rules;
}

function englandTotal(row: Row): EnglandTotal {
  return {
    fy: text(row['fy']),
    published: numberOrNull(row['england_published']),
    inTrustYear: numberOrNull(row['in_trust_year']),
    withoutAccounts: numberOrNull(row['trusts_without_accounts']),
    otherProviders: numberOrNull(row['other_providers']),
    rounding: numberOrNull(row['rounding_and_suppression']),
  };
}

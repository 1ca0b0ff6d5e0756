/** The data files of the panel, and the same explanations for programs: trusts in batches, so that memory is bounded. */
import { assembleFigure } from '../../explain/assemble-figure.ts';
import { assembleRatio } from '../../explain/assemble-ratio.ts';
import { collect, collectCommon, gatherCells } from '../../explain/collect.ts';
import { type Collected, type Common, keyOf } from '../../explain/collected.ts';
import type { ExplainedFigure, ExplainedRatio } from '../../explain/explanation.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import { plainScript } from '../data/plain-script.ts';
import type { Figure, Trust } from '../read/model.ts';
import { texts } from '../read/row-values.ts';
import type { FailedFile, SiteFile, Source } from '../site-file.ts';
import { type TrustExplained, compactor } from './compact.ts';
import { figuresJson } from './figures-json.ts';
import type { PanelFigureWords } from './lineage.ts';
import { PHRASES, PUBLICATIONS } from './phrases.ts';

/** As many trusts are read at once: 16 of them have about 23,000 source cells. */
const AT_ONCE = 16;

/** Where the explanations of a trust stand: for the panel, and for programs. */
export function pathsOf(code: string): readonly string[] {
  return [`data/lineage/${code}.js`, `trust/${code}/figures.json`];
}

/** What cannot be explained of a trust costs no other trust. */
export async function* panelFiles({ model, ask, tables }: Source): AsyncGenerator<SiteFile | FailedFile> {
  const { release, illustrative, years } = model.facts;
  const common = await gatherCells(ask, await collectCommon(ask));
  const short = compactor(
    {
      ...{ release, illustrative, years, publications: PUBLICATIONS },
      figures: Object.fromEntries(model.figures.map((figure) => [figure.name, wordsOf(figure)])),
    },
    await sharedTexts(ask, tables),
    Object.fromEntries(RATIOS.map(({ ratio, dividend, divisor }) => [ratio, { dividend, divisor }])),
  );
  for (const [key, totals] of [...common.totals].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [dataset = '', fy = ''] = key.split('\n');
    short.totals(dataset, fy, totals);
  }
  for await (const { trust, collected } of collectedTrusts(ask, [...model.trusts.values()], common)) {
    try {
      const explained = explainedOf(trust, collected);
      const files = [
        plainScript(`lineage/${trust.code}`, short.trust(explained)),
        figuresJson(model.facts, explained),
      ];
      yield* files;
    } catch (error) {
      yield* pathsOf(trust.code).map((path) => ({ path, error }));
    }
  }
  yield plainScript('panel', short.common());
}

/** While the trusts of a batch are explained, the next batch is read. */
async function* collectedTrusts(
  ask: Source['ask'],
  trusts: readonly Trust[],
  common: Common,
): AsyncGenerator<{ trust: Trust; collected: Collected }> {
  const read = async (from: number): Promise<Collected> =>
    await collect(ask, { codes: trusts.slice(from, from + AT_ONCE).map(({ code }) => code) }, common);
  let next = read(0);
  for (let from = 0; from < trusts.length; from += AT_ONCE) {
    const collected = await next;
    next = read(from + AT_ONCE);
    // A batch that cannot be read is told of when its turn comes, also where the one before ends this.
    next.catch(() => undefined);
    for (const trust of trusts.slice(from, from + AT_ONCE)) yield { trust, collected };
  }
  await next;
}

/** Every measure and ratio of a trust, also those without a page of their own: they are parts of ratios. */
function explainedOf({ code, years }: Trust, collected: Collected): TrustExplained {
  const figures = new Map<string, Map<string, ExplainedFigure>>();
  for (const { measure } of TRUST_YEAR_MEASURES) {
    const there = years.filter(({ fy }) => collected.figures.has(keyOf(fy, code, measure)));
    if (there.length > 0)
      figures.set(
        measure,
        new Map(there.map(({ fy }) => [fy, assembleFigure(collected, fy, code, measure)])),
      );
  }
  const ratios = new Map<string, Map<string, ExplainedRatio>>();
  for (const { ratio } of RATIOS) {
    const there = years.filter(({ fy }) => collected.ratios.has(keyOf(fy, code, ratio)));
    if (there.length > 0)
      ratios.set(ratio, new Map(there.map(({ fy }) => [fy, assembleRatio(collected, fy, code, ratio)])));
  }
  return { code, names: new Map(years.map(({ fy, name }) => [fy, name])), figures, ratios };
}

function wordsOf({ name, label, display, isMean }: Figure): PanelFigureWords {
  const { divide, decimals, unit } = display;
  return [label, divide, decimals, unit, isMean ? 1 : 0, PHRASES[name] ?? `had # as "${label}"`];
}

/**
 * Texts that several trusts have stand in panel.js and not in the file of each trust, those that are used most first: their
 * numbers are short.
 */
async function sharedTexts(ask: Source['ask'], tables: Source['tables']): Promise<readonly string[]> {
  const of = [
    ...['reason', 'status', 'maturity', 'left_out'].map(
      (column) => `SELECT org_code, ${column} AS text FROM trust_activity`,
    ),
    ...(tables.has('trust_ratio')
      ? ['SELECT org_code, reason FROM trust_ratio', 'SELECT org_code, left_out FROM trust_ratio']
      : []),
    'SELECT org_code, message FROM quality_finding',
    ...['rule', 'reason'].map((column) => `SELECT org_code, ${column} FROM org_match`),
    ...['sheet', 'period', 'measure'].map((column) => `SELECT NULL, ${column} FROM observation`),
  ];
  const rows = await ask(
    `SELECT list(text ORDER BY uses DESC, text) AS texts
     FROM (
       SELECT text, count(*) AS uses FROM (${of.join(' UNION ALL ')}) WHERE text IS NOT NULL GROUP BY text
       HAVING count(DISTINCT org_code) >= 3 OR bool_or(org_code IS NULL)
     )`,
  );
  return texts(rows[0]?.['texts']);
}

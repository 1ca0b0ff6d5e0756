/** Explanations from the panel's data files: what `explain --json` says, field by field. Nothing of Node in it. */
import type {
  ExplainedCell,
  ExplainedFigure,
  ExplainedRatio,
  ExplainedTotal,
  Explanation,
  RealTerms,
} from '../../explain/explanation.ts';
import { totalsBeside } from '../../explain/totals-beside.ts';
import { type PanelCommon, type PanelTrust, plainNumber } from './lineage.ts';

/** The explanation of a measure or ratio of a trust in a year; undefined where there is none. */
export function restore(
  common: PanelCommon,
  trust: PanelTrust,
  figure: string,
  fy: string,
): Explanation | undefined {
  const year = common.years.indexOf(fy);
  const name = trust.names[year];
  const making = Object.hasOwn(common.ratios, figure) ? common.ratios[figure] : undefined;
  const ratio = making && restoreRatio(common, trust, figure, year);
  const figures = (making ? [making.dividend, making.divisor] : [figure]).flatMap((measure) => {
    const restored = restoreFigure(common, trust, measure, year);
    return restored ? [restored] : [];
  });
  if (typeof name !== 'string' || figures.length === 0 || (making && !ratio)) return undefined;
  return { fy, org_code: trust.code, org_name: name, figures, ...(ratio && { ratio }) };
}

function restoreFigure(
  common: PanelCommon,
  trust: PanelTrust,
  measure: string,
  year: number,
): ExplainedFigure | undefined {
  const entry = Object.hasOwn(trust.figures, measure) ? trust.figures[measure]?.[year] : undefined;
  const made = common.measures[measure]?.[year];
  if (!entry || !made) return undefined;
  const text = textsOf(common, trust);
  const [meaning, unit, rule, dataset, england] = made;
  const [value, status, reason, maturity, reported, expected, comparable, shortfall] = entry;
  const [, , , , , , , , steps, findings = 0, leftOut = 0, real = 0, earlier = 0] = entry;
  const cells = restoreCells(common, trust, steps);
  return {
    measure,
    meaning: text(meaning) ?? '',
    unit: text(unit) ?? '',
    value,
    status: text(status) ?? '',
    reason: text(reason),
    rule: text(rule) ?? '',
    dataset: text(dataset) ?? '',
    maturity: text(maturity),
    periods_reported: reported,
    periods_expected: expected,
    ...(comparable !== 2 && { comparable: comparable === 1 }),
    ...(shortfall !== -1 && { shortfall_max: shortfall }),
    left_out: text(leftOut),
    cells,
    totals: totalsBeside(cells, restoreTotals(common, `${text(dataset) ?? ''} ${common.years[year] ?? ''}`)),
    findings: (trust.findingLists[findings] ?? []).flatMap((number) => {
      const [kind = 0, severity = 0, message = 0] = trust.findings[number] ?? [];
      return { kind: text(kind) ?? '', severity: text(severity) ?? '', message: text(message) ?? '' };
    }),
    ...(real !== 0 && { real: restoreReal(common, real) }),
    ...(england !== 0 && {
      england: {
        periods: england[0] ?? 0,
        england_published: england[1] ?? null,
        sum_of_rows: england[2] ?? null,
        rounding_and_suppression: england[3] ?? null,
        in_trust_year: england[4] ?? null,
        trusts_without_accounts: england[5] ?? null,
        other_providers: england[6] ?? null,
      },
    }),
    ...(earlier !== 1 && {
      earlier: (earlier || []).map(([from, to, was, wasStatus, wasMaturity, ...more]) => ({
        release_from: text(from) ?? '',
        release_to: text(to) ?? '',
        value: was,
        status: text(wasStatus) ?? '',
        maturity: text(wasMaturity),
        periods_reported: more[0],
        periods_expected: more[1],
        change_kind: text(more[2]) ?? '',
      })),
    }),
  };
}

function restoreRatio(
  common: PanelCommon,
  trust: PanelTrust,
  name: string,
  year: number,
): ExplainedRatio | undefined {
  const making = common.ratios[name];
  const entry = trust.ratios[name]?.[year];
  if (!making || !entry) return undefined;
  const text = textsOf(common, trust);
  const [value, status, reason = 0, marks = 0, months = 0, leftOut = 0, real = 0] = entry;
  return {
    column: name,
    meaning: making.meaning,
    value,
    unit: making.unit,
    status: text(status) ?? '',
    reason: text(reason),
    comparable: (marks & 1) === 1,
    ...((marks & 2) === 2 && { small: true as const }),
    left_out: text(leftOut),
    rule: making.rule,
    accounts_months: months === 0 ? (trust.months[year] ?? null) : months[0],
    not_counted: making.not_counted,
    says_nothing: making.says_nothing,
    ...(real !== 0 && { real: restoreReal(common, real) }),
  };
}

function textsOf(common: PanelCommon, trust: PanelTrust): (number: number) => string | null {
  return (number) => {
    if (number === 0) return null;
    return (number > 0 ? common.texts[number - 1] : trust.texts[-1 - number]) ?? null;
  };
}

function restoreReal(common: PanelCommon, [value, price]: readonly [number, number]): RealTerms {
  return { value, ...(common.prices[price] as Omit<RealTerms, 'value'>) };
}

function restoreTotals(common: PanelCommon, key: string): readonly ExplainedTotal[] {
  return (common.totals[key] ?? []).map(([period, measure, published, sum, residual, url]) => ({
    period: common.texts[period - 1] ?? '',
    measure: common.texts[measure - 1] ?? '',
    published_total: published,
    sum_of_rows: sum,
    residual,
    url: common.urls[url] ?? '',
  }));
}

/** Cells are numbered over the rows, each row from its first column on. */
function restoreCells(
  common: PanelCommon,
  trust: PanelTrust,
  steps: readonly number[],
): readonly ExplainedCell[] {
  const text = textsOf(common, trust);
  let number = 0;
  return steps.map((step) => {
    number += step;
    let before = 0;
    const row = trust.rows.find(([, , , , , printed]) => {
      if (number < before + printed.length) return true;
      before += printed.length;
      return false;
    }) as PanelTrust['rows'][number];
    const [file, context, rowNumber, period, pattern, printed] = row;
    const [sheet = 0, organisation = 0, matchedBy = 0, matchReason = 0] = trust.contexts[context] ?? [];
    const [column = '', measure = 0, ownPeriod = period] = common.patterns[pattern]?.[number - before] ?? [];
    const [url = 0, sha256 = '', fetched = null, fileName] = common.files[file] ?? [];
    const address = common.urls[url] ?? '';
    return {
      period: text(ownPeriod) ?? '',
      measure: text(measure) ?? '',
      ...restorePrinted(printed[number - before] ?? '', text),
      organisation_printed: text(organisation) ?? '',
      matched_by: text(matchedBy) ?? '',
      match_reason: text(matchReason) ?? '',
      file_name: fileName === undefined ? address.slice(address.lastIndexOf('/') + 1) : fileName,
      url: address,
      sha256,
      sheet: text(sheet) ?? '',
      row: rowNumber,
      column,
      fetched,
    };
  });
}

function restorePrinted(
  printed: PanelTrust['rows'][number][5][number],
  text: (number: number) => string | null,
): Pick<ExplainedCell, 'printed' | 'value' | 'status'> {
  if (typeof printed === 'number') return { printed: String(printed), value: printed, status: 'reported' };
  if (typeof printed === 'string')
    return { printed, value: plainNumber(printed) ?? null, status: 'reported' };
  const [as, value, status] = printed;
  return { printed: as, value, status: text(status) ?? '' };
}

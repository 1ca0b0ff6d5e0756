/** Explanations in their short form: what is the same for many figures or trusts stands once. */
import type {
  ExplainedCell,
  ExplainedEngland,
  ExplainedFigure,
  ExplainedRatio,
  ExplainedSpell,
  ExplainedTotal,
  RealTerms,
} from '../../explain/explanation.ts';
import {
  type PanelCommon,
  type PanelFigure,
  type PanelMeasure,
  type PanelPrinted,
  type PanelRatio,
  type PanelRatioMaking,
  type PanelRow,
  type PanelSpell,
  type PanelTotal,
  type PanelTrust,
  plainNumber,
} from './lineage.ts';

/** What is known of a trust before it is made short. */
export interface TrustExplained {
  readonly code: string;
  /** Name by year. */
  readonly names: ReadonlyMap<string, string>;
  /** By measure, then by year. */
  readonly figures: ReadonlyMap<string, ReadonlyMap<string, ExplainedFigure>>;
  /** By ratio, then by year. */
  readonly ratios: ReadonlyMap<string, ReadonlyMap<string, ExplainedRatio>>;
}

type Facts = Pick<PanelCommon, 'release' | 'illustrative' | 'years' | 'figures' | 'publications'>;

/** Gives the file of each trust, and in the end what all of them share. */
export interface Compactor {
  readonly trust: (explained: TrustExplained) => PanelTrust;
  /** Printed totals of a dataset and year. */
  readonly totals: (dataset: string, fy: string, totals: readonly ExplainedTotal[]) => void;
  readonly common: () => PanelCommon;
}

/** `shared`: texts that several trusts have. Others stay in the file of their trust. */
export function compactor(
  facts: Facts,
  shared: readonly string[],
  makings: Readonly<Record<string, Pick<PanelRatioMaking, 'dividend' | 'divisor'>>>,
): Compactor {
  const texts = numbered<string>();
  for (const text of shared) texts.of(text, text);
  const urls = numbered<string>();
  const files = numbered<PanelCommon['files'][number]>();
  const patterns = numbered<PanelCommon['patterns'][number]>();
  const prices = numbered<PanelCommon['prices'][number]>();
  const measures: Record<string, (PanelMeasure | 0)[]> = {};
  const ratios: Record<string, PanelRatioMaking> = {};
  const totals: Record<string, readonly PanelTotal[]> = {};
  const { years } = facts;
  const textOf = (text: string): number => texts.of(text, text) + 1;

  const fileOf = ({ url, sha256, fetched, file_name: name }: ExplainedCell): number => {
    const place = urls.of(url, url);
    const same = name === url.slice(url.lastIndexOf('/') + 1);
    return files.of(`${url}\n${sha256}`, same ? [place, sha256, fetched] : [place, sha256, fetched, name]);
  };
  const realOf = (real: RealTerms | undefined): readonly [number, number] | 0 => {
    if (!real) return 0;
    const { value, ...price } = real;
    return [value, prices.of(JSON.stringify(price), price)];
  };
  const describe = (fy: string, figure: ExplainedFigure): void => {
    const list = (measures[figure.measure] ??= years.map(() => 0 as const));
    const year = years.indexOf(fy);
    if (list[year] !== 0) return;
    const { meaning, unit, rule, dataset, england } = figure;
    list[year] = [
      ...([textOf(meaning), textOf(unit), textOf(rule), textOf(dataset)] as const),
      england ? englandOf(england) : 0,
    ];
  };

  const trust = ({ code, names, figures, ratios: ofTrust }: TrustExplained): PanelTrust => {
    const own = numbered<string>();
    const short = (text: string | null): number => {
      if (text === null) return 0;
      const known = texts.find(text);
      return known === undefined ? -1 - own.of(text, text) : known + 1;
    };
    const cells = cellsOf(figures, { fileOf, short, textOf, patterns });
    const findings = numbered<PanelTrust['findings'][number]>();
    const findingLists = numbered<readonly number[]>();
    findingLists.of('', []);
    const findingsOf = ({ findings: found }: ExplainedFigure): number => {
      const list = found.map(({ kind, severity, message }) =>
        findings.of(`${kind}\n${severity}\n${message}`, [textOf(kind), textOf(severity), short(message)]),
      );
      return findingLists.of(list.join(' '), list);
    };
    const spellOf = (spell: ExplainedSpell): PanelSpell => [
      textOf(spell.release_from),
      textOf(spell.release_to),
      spell.value,
      textOf(spell.status),
      spell.maturity === null ? 0 : textOf(spell.maturity),
      spell.periods_reported,
      spell.periods_expected,
      textOf(spell.change_kind),
    ];
    const figureOf = (fy: string, figure: ExplainedFigure): PanelFigure => {
      describe(fy, figure);
      const { comparable, shortfall_max: shortfall, earlier } = figure;
      return trimmed<PanelFigure>([
        figure.value,
        textOf(figure.status),
        short(figure.reason),
        figure.maturity === null ? 0 : textOf(figure.maturity),
        figure.periods_reported,
        figure.periods_expected,
        comparable === undefined ? 2 : comparable ? 1 : 0,
        shortfall === undefined ? -1 : shortfall,
        steps(figure.cells.map((cell) => cells.numberOf(cell))),
        findingsOf(figure),
        short(figure.left_out ?? null),
        realOf(figure.real),
        earlier === undefined ? 1 : earlier.length === 0 ? 0 : earlier.map(spellOf),
      ]);
    };
    const months = years.map((fy) => {
      const [first] = [...ofTrust.values()].flatMap((byYear) => byYear.get(fy) ?? []);
      return first?.accounts_months ?? null;
    });
    const ratioOf = (fy: string, ratio: ExplainedRatio): PanelRatio => {
      const { column, meaning, unit, rule, not_counted, says_nothing } = ratio;
      const making = makings[column];
      if (making) ratios[column] ??= { ...making, meaning, unit, rule, not_counted, says_nothing };
      return trimmed<PanelRatio>([
        ratio.value,
        textOf(ratio.status),
        short(ratio.reason),
        (ratio.comparable ? 1 : 0) + (ratio.small === true ? 2 : 0),
        ratio.accounts_months === months[years.indexOf(fy)] ? 0 : [ratio.accounts_months],
        short(ratio.left_out ?? null),
        realOf(ratio.real),
      ]);
    };
    return {
      code,
      names: years.map((fy) => names.get(fy) ?? 0),
      figures: byYear(figures, years, figureOf),
      months,
      ratios: byYear(ofTrust, years, ratioOf),
      findings: findings.all,
      findingLists: findingLists.all,
      contexts: cells.contexts,
      rows: cells.rows,
      texts: own.all,
    };
  };

  return {
    trust,
    totals: (dataset, fy, list) => {
      totals[`${dataset} ${fy}`] = list.map(
        ({ period, measure, published_total, sum_of_rows, residual, url }) => [
          ...([textOf(period), textOf(measure), published_total, sum_of_rows, residual] as const),
          urls.of(url, url),
        ],
      );
    },
    common: () => ({
      ...facts,
      ...{ texts: texts.all, urls: urls.all, files: files.all, patterns: patterns.all, prices: prices.all },
      ...{ measures, ratios, totals },
    }),
  };
}

interface Numbered<T> {
  readonly all: readonly T[];
  readonly find: (key: string) => number | undefined;
  /** The number of a thing, which gets one when it is first met. */
  readonly of: (key: string, value: T) => number;
}

function numbered<T>(): Numbered<T> {
  const numbers = new Map<string, number>();
  const all: T[] = [];
  return {
    all,
    find: (key) => numbers.get(key),
    of: (key, value) => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      all.push(value);
      return all.length - 1;
    },
  };
}

interface CellWriting {
  readonly fileOf: (cell: ExplainedCell) => number;
  readonly short: (text: string | null) => number;
  readonly textOf: (text: string) => number;
  readonly patterns: Numbered<PanelCommon['patterns'][number]>;
}

/** Every cell of a trust once, by the row of the file in which it stands. */
function cellsOf(
  figures: TrustExplained['figures'],
  { fileOf, short, textOf, patterns }: CellWriting,
): Pick<PanelTrust, 'rows' | 'contexts'> & { readonly numberOf: (cell: ExplainedCell) => number } {
  const contexts = numbered<PanelTrust['contexts'][number]>();
  const rows = new Map<string, Map<string, ExplainedCell>>();
  // Several figures rest on a cell: the first that is met stands for it.
  const firsts = new Map<ExplainedCell, ExplainedCell>();
  for (const years of figures.values())
    for (const { cells } of years.values())
      for (const cell of cells) {
        const [inFile, inRow] = [rowKey(cell), cellKey(cell)];
        const row = rows.get(inFile) ?? new Map<string, ExplainedCell>();
        if (row.size === 0) rows.set(inFile, row);
        const first = row.get(inRow) ?? cell;
        if (first === cell) row.set(inRow, cell);
        firsts.set(cell, first);
      }
  const numbers = new Map<ExplainedCell, number>();
  const written = [...rows.values()].map((row): PanelRow => {
    const cells = [...row.values()].sort(
      (one, other) =>
        one.column.length - other.column.length ||
        (cellKey(one) < cellKey(other) ? -1 : cellKey(one) > cellKey(other) ? 1 : 0),
    );
    for (const cell of cells) numbers.set(cell, numbers.size);
    const [first] = cells as [ExplainedCell, ...ExplainedCell[]];
    const pattern = cells.map(({ column, measure, period }): PanelCommon['patterns'][number][number] =>
      period === first.period ? [column, textOf(measure)] : [column, textOf(measure), textOf(period)],
    );
    const context = [
      ...([short(first.sheet), short(first.organisation_printed)] as const),
      ...([textOf(first.matched_by), short(first.match_reason)] as const),
    ] as const;
    return [
      ...([fileOf(first), contexts.of(context.join(' '), context), first.row, textOf(first.period)] as const),
      patterns.of(JSON.stringify(pattern), pattern),
      cells.map((cell) => printedOf(cell, textOf)),
    ];
  });
  return {
    rows: written,
    contexts: contexts.all,
    numberOf: (cell) => numbers.get(firsts.get(cell) as ExplainedCell) as number,
  };
}

function rowKey(cell: ExplainedCell): string {
  const { url, sha256, sheet, row, organisation_printed, matched_by, match_reason } = cell;
  return [url, sha256, sheet, row, organisation_printed, matched_by, match_reason].join('\n');
}

function cellKey({ column, measure, period }: ExplainedCell): string {
  return `${column}\n${period}\n${measure}`;
}

function printedOf(
  { printed, value, status }: ExplainedCell,
  textOf: (text: string) => number,
): PanelPrinted {
  const plain = printed === null ? undefined : plainNumber(printed);
  if (printed === null || status !== 'reported' || plain === undefined || !Object.is(plain, value))
    return [printed, value, textOf(status)];
  return String(plain) === printed ? plain : printed;
}

function englandOf(england: ExplainedEngland): readonly (number | null)[] {
  const { periods, england_published, sum_of_rows, rounding_and_suppression } = england;
  const { in_trust_year, trusts_without_accounts, other_providers } = england;
  return [
    ...[periods, england_published, sum_of_rows, rounding_and_suppression],
    ...[in_trust_year, trusts_without_accounts, other_providers],
  ];
}

/** Without the zeros at the end. */
function trimmed<T extends readonly unknown[]>(list: T): T {
  let length = list.length;
  while (list[length - 1] === 0) length -= 1;
  return list.slice(0, length) as unknown as T;
}

/** The first number, then how far each of the others is from the one before. */
function steps(numbers: readonly number[]): readonly number[] {
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

function byYear<T, S>(
  map: ReadonlyMap<string, ReadonlyMap<string, T>>,
  years: readonly string[],
  short: (fy: string, value: T) => S,
): Record<string, readonly (S | 0)[]> {
  return Object.fromEntries(
    [...map].map(([name, ofYears]) => [
      name,
      years.map((fy) => {
        const value = ofYears.get(fy);
        return value === undefined ? 0 : short(fy, value);
      }),
    ]),
  );
}

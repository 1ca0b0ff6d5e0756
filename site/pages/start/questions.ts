/** The three questions of the first page, each with its answer in figures and the page that gives it in full. */
import type { Figure, Model, Trust } from '../../read/model.ts';
import { numberOrNull, text, texts } from '../../read/row-values.ts';
import type { Source } from '../../site-file.ts';
import { counted, listed } from '../../words/counted.ts';
import { cellWords, numberInWords } from '../../words/shown.ts';

export interface Question {
  readonly question: string;
  readonly answer: string;
  /** From the folder of the site. */
  readonly href: string;
  /** What the link says. */
  readonly link: string;
}

const SPENDING = 'consultancy_per_1000_income';
const YEAR = '2020-21';

export async function readQuestions(source: Source): Promise<readonly Question[]> {
  const spending = askSpending(source.model);
  const merger = await askMerger(source);
  return [...(spending ? [spending] : []), ...(merger ? [merger] : []), await askChanges(source)];
}

/** Consultancy for each £1,000 of income: Barts (R1H) where it is held, else the largest trust. */
function askSpending(model: Model): Question | undefined {
  const { years } = model.facts;
  const fy = years.includes(YEAR) ? YEAR : years.at(-1);
  const figure = model.figures.find(({ name }) => name === SPENDING);
  const trust = fy ? (inYear(model.trusts.get('R1H'), fy) ?? largest(model, fy)) : undefined;
  if (!figure || !fy || !trust) return undefined;
  const groups = model.peersOf(trust.code, fy);
  const size =
    groups.find(({ scheme }) => scheme === 'size') ?? groups.find(({ scheme }) => scheme === 'type');
  const summary = size && model.summary(figure.name, fy, size.scheme, size.groupId);
  const own = words(model, figure, trust.code, fy);
  const beside =
    size && summary?.median != null && summary.q1 !== null && summary.q3 !== null
      ? `The median of ${summary.n} peers (${size.label}) is ${said(summary.median, figure)}; the middle half lies between ${said(summary.q1, figure)} and ${said(summary.q3, figure)}.`
      : 'There are too few comparable peers for a median.';
  return {
    question: `What did ${shortName(trust)} spend on consultancy in ${fy}, per £1,000 of income, beside ${size?.scheme === 'size' ? 'trusts of its type and size' : 'trusts of its type'}?`,
    answer: `${own} ${beside}`,
    href: `trust/${trust.code}.html#fy=${fy}&peers=${size?.scheme ?? 'type'}`,
    link: `${trust.name} beside its peers, ${fy}`,
  };
}

/** Beds of the trusts that became Mid and South Essex, or of another group where that one is not held. */
async function askMerger({ model, ask, tables }: Source): Promise<Question | undefined> {
  if (!tables.has('like_for_like_group')) return undefined;
  const [group] = await ask(
    `SELECT group_id, codes FROM like_for_like_group ORDER BY list_contains(codes, 'RAJ') DESC, exact DESC, len(codes) DESC, group_id LIMIT 1`,
  );
  if (!group) return undefined;
  const rows = await ask(
    `SELECT fy, value, status, comparable FROM like_for_like WHERE group_id = $1 AND measure = 'beds' ORDER BY fy`,
    [text(group['group_id'])],
  );
  const figure = model.figures.find(({ name }) => name === 'beds');
  const whole = rows.filter((row) => row['comparable'] === true && row['value'] !== null);
  const [first, last] = [whole[0], whole.at(-1)];
  const codes = texts(group['codes']);
  const newest = codes
    .map((code) => model.trusts.get(code))
    .filter((trust) => trust !== undefined)
    .sort((a, b) => ((a.years.at(-1)?.fy ?? '') < (b.years.at(-1)?.fy ?? '') ? 1 : -1))[0];
  const name = newest ? shortName(newest) : text(group['group_id']);
  const value = (row: typeof first): string => said(numberOrNull(row?.['value'] ?? null) ?? 0, figure);
  const answer =
    figure && first && last && first !== last
      ? `${listed(codes)} together had ${value(first)} in ${text(first['fy'])} and ${value(last)} in ${text(last['fy'])}.`
      : `${listed(codes)} have no two years of beds that can be compared.`;
  return {
    question: `How have beds changed at the trusts that became ${name}, like for like?`,
    answer,
    href: `mergers.html#${text(group['group_id'])}`,
    link: 'The timeline, like for like beside as filed',
  };
}

async function askChanges({ model, ask, tables }: Source): Promise<Question> {
  const { release, previousRelease } = model.facts;
  const [row] = tables.has('release_change')
    ? await ask('SELECT count(*) AS changed FROM release_change WHERE to_release = $1', [release])
    : [];
  const changed = numberOrNull(row?.['changed'] ?? null) ?? 0;
  return {
    question: 'Which figures changed in this release, and why?',
    answer:
      previousRelease === null
        ? `None: ${release} is the first release here. What later accounts say differently of an earlier year is listed.`
        : `${counted(changed, 'figure')} since the release ${previousRelease}, each with its cause.`,
    href: 'changes.html',
    link: 'What changed',
  };
}

function inYear(trust: Trust | undefined, fy: string): Trust | undefined {
  return trust?.years.some((year) => year.fy === fy) ? trust : undefined;
}

/** By turnover; of equal ones the first by code. */
function largest(model: Model, fy: string): Trust | undefined {
  let best: Trust | undefined;
  let most = -Infinity;
  for (const trust of model.trusts.values()) {
    const value = model.cell(trust.code, 'turnover', fy)?.value ?? null;
    if (inYear(trust, fy) && (value ?? -1) > most) [best, most] = [trust, value ?? -1];
  }
  return best;
}

function words(model: Model, figure: Figure, code: string, fy: string): string {
  const cell = model.cell(code, figure.name, fy);
  if (cell?.value == null)
    return `There is no figure: ${cellWords(cell, figure.display, figure.isMean).words}.`;
  const { words: status } = cellWords(cell, figure.display, figure.isMean);
  const madeUp = model.facts.illustrative ? ' (made up)' : '';
  return `${said(cell.value, figure)}${madeUp}${status === 'reported' ? '' : ` (${status})`}.`;
}

function said(value: number, figure: Figure | undefined): string {
  return figure ? numberInWords(value, figure.display).replace(', average', '') : String(value);
}

/** Without the words that every name ends with. */
export function shortName({ name }: Trust): string {
  const short = name
    .replace(/(?:\s+university)?(?:\s+teaching)?\s+(?:hospitals?\s+)?NHS\s+(?:foundation\s+)?trust$/i, '')
    .trim();
  if (short === '') return name;
  return short;
}

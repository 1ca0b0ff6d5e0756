/** What the page of a trust shows for a state, from the data files. Pure: no page is touched here. */
import type { ChartBreak } from '../charts/chart-data.ts';
import type { Cells } from '../data/cells-file.ts';
import type { LikeForLike } from '../data/lfl-file.ts';
import { type Column, plainMark, statusOf } from '../data/packed-columns.ts';
import type { Summaries } from '../data/packed-summaries.ts';
import type { Nearest, Peers } from '../data/peers-file.ts';
import { quartilesOf } from '../data/quartiles.ts';
import type { ProfileFigure } from '../parts/trust-profile.tsx';
import type { TrustRow } from '../parts/trust-table.tsx';
import type { About } from '../words/about.ts';
import { dayInWords } from '../words/days.ts';
import { type PeersSaid, whyInWords } from '../words/peers.ts';
import { type MarkedCell, NO_INDEX, cellWords } from '../words/shown.ts';
import type { Scheme, TrustState } from './trust-state.ts';

export interface TrustData {
  readonly cells: Cells;
  readonly peers: Peers;
  readonly nearest: Nearest;
  readonly summary: Summaries;
  /** Only for trusts that merged, once a reader asks for it. */
  readonly lfl: LikeForLike | undefined;
}

/** Money of a year without an index. */

/** The peers of a trust in the year and scheme of the state; nothing where there are none. */
export function peersOf(
  data: TrustData,
  code: string,
  { fy, peers: scheme, own }: TrustState,
): PeersSaid | undefined {
  const said = (label: string, members: readonly string[]): PeersSaid | undefined =>
    members.length === 0 ? undefined : { scheme, label, fy, members, own: code };
  if (scheme === 'own')
    return said(
      '',
      own.filter((one) => data.cells.codes.includes(one)),
    );
  if (scheme === 'nearest') return said('', (data.nearest[fy]?.[code] ?? '').split(' ').filter(Boolean));
  const group = data.peers.groups.find(
    (one) => one.scheme === scheme && one.fy === fy && one.members.includes(code),
  );
  return group && said(group.label, group.members);
}

/** Codes of an own list that no trust here has. */
export function unknownCodes({ cells }: TrustData, { peers, own }: TrustState): readonly string[] {
  return peers === 'own' ? own.filter((one) => !cells.codes.includes(one)) : [];
}

/** Why there are no peers: a sentence that says no more than the files know. */
export function whyNoPeers(
  { cells }: TrustData,
  { code, name }: { readonly code: string; readonly name: string },
  { fy, peers }: TrustState,
): string {
  if (peers === 'own') return 'Choose trusts: type a name or code.';
  return `${name} is in no such group for ${fy}${reason(cells, code, fy, peers)}.`;
}

function reason(cells: Cells, code: string, fy: string, scheme: Scheme): string {
  if (scheme !== 'size' && scheme !== 'nearest' && scheme !== 'research') return '';
  // The years between the two sides of a break are those in which it happened.
  const merged = cells.breaks.some(
    ([figure, before, after, org]) => figure === '' && org === code && before < fy && fy < after,
  );
  if (merged) return ': it merged or split in the year';
  const place = cells.codes.indexOf(code) * cells.years.length + cells.years.indexOf(fy);
  const compared = cells.figures['operating_expenditure']?.c[place] === '1';
  return scheme === 'size' && !compared ? ': it has no comparable operating expenditure of that year' : '';
}

/** Own figure, figures of the peers, median and quartiles for every figure shown among the first. */
export function profileOf(data: TrustData, code: string, state: TrustState): readonly ProfileFigure[] {
  const { cells } = data;
  const peers = peersOf(data, code, state);
  if (!peers) return [];
  const group = data.peers.groups.find(
    (one) => one.scheme === state.peers && one.fy === state.fy && one.members.includes(code),
  );
  const key = group && `${group.fy} ${group.scheme} ${group.id}`;
  const year = cells.years.indexOf(state.fy);
  const placeOf = (one: string): number => cells.codes.indexOf(one) * cells.years.length + year;
  const [own, places] = [placeOf(code), peers.members.map(placeOf)];
  return cells.about
    .filter(({ first }) => first)
    .flatMap((about): ProfileFigure[] => {
      const column = cells.figures[about.name];
      const cell = column && cellAt(column, own, state.real);
      if (!column || !cell) return [];
      const inReal = state.real && column.r !== undefined;
      const values = (inReal ? column.r : column.v) ?? [];
      const counted = places.filter((place) => column.c[place] === '1' && typeof values[place] === 'number');
      const known = counted.flatMap((place) => values[place] ?? []);
      const letters = places
        .filter((place) => !counted.includes(place))
        .map((place) => column.s[place] ?? '.');
      const common = {
        ...{ about: pricedAbout(about, inReal), own: cell.value, peers: known },
        said: cellWords(cell, about.display, about.isMean),
      };
      const row = key === undefined ? undefined : data.summary[about.name]?.[key];
      const hollow = cell.value !== null && !cell.comparable;
      if (row && !inReal) {
        const [n, q1, median, q3, leftOut, why] = row;
        return [{ ...common, hollow, summary: { n, q1, median, q3 }, leftOut, why }];
      }
      const [leftOut, why] = row ? [row[4], row[5]] : [letters.length, whyInWords(letters)];
      return [{ ...common, hollow, summary: quartilesOf(known), leftOut, why }];
    });
}

/** Rows of the table: of the trust as filed, or of its group like for like. */
export function rowsOf(
  data: TrustData,
  code: string,
  state: TrustState,
  groupId: string | null,
): readonly TrustRow[] {
  const { cells, lfl } = data;
  const count = cells.years.length;
  const group = lfl && state.lfl ? lfl.groups.findIndex(({ id }) => id === groupId) : -1;
  const columns: Readonly<Record<string, Column>> = group < 0 || !lfl ? cells.figures : lfl.figures;
  const first = (group < 0 ? cells.codes.indexOf(code) : group) * count;
  return cells.about.flatMap((about): TrustRow[] => {
    const column = columns[about.name];
    if (!column) return [];
    return [
      {
        about: pricedAbout(about, state.real && column.r !== undefined),
        cells: cells.years.map((_, year) => cellAt(column, first + year, state.real)),
        breaks: breaksOf(cells, about.name, group < 0 ? code : undefined),
      },
    ];
  });
}

/** The figure of a place with its mark, in cash or in real terms. */
function cellAt(column: Column, place: number, real: boolean): MarkedCell | undefined {
  const letter = column.s[place];
  const status = letter === undefined ? undefined : statusOf(letter);
  if (letter === undefined || status === undefined) return undefined;
  const mark = column.m[place] ?? plainMark(letter);
  const cash = column.v[place] ?? null;
  const comparable = column.c[place] === '1';
  if (!real || column.r === undefined || cash === null) return { value: cash, status, comparable, mark };
  const value = column.r[place] ?? null;
  return value === null
    ? { value, status, comparable: false, mark: NO_INDEX }
    : { value, status, comparable, mark };
}

function pricedAbout(about: About, real: boolean): About {
  const { display } = about;
  return real ? { ...about, display: { ...display, unit: `${display.unit}, real terms` } } : about;
}

/** Breaks of a figure; those of the trust itself only where its own line is drawn. */
function breaksOf(cells: Cells, figure: string, code: string | undefined): readonly ChartBreak[] {
  return cells.breaks
    .filter(([name, , , org]) => (name === figure || name === '') && (org === '' || org === code))
    .map(([, afterYear, untilYear, , rule]) => ({
      ...{ afterYear, untilYear, text: '' },
      ...(rule === 1 && { ruleOnly: true }),
    }));
}

/** What to know of a group like for like, before its figures. */
export function likeForLikeSentences(data: TrustData, groupId: string | null): readonly string[] {
  const group = data.lfl?.groups.find(({ id }) => id === groupId);
  if (!group) return [];
  const members = group.members.map(({ code, to }) =>
    to === null ? code : `${code} (to ${dayInWords(to)})`,
  );
  return [
    `Like for like: ${members.join(', ')} added together. Money between them is counted twice. Scores are not added.`,
    ...(group.whyNot === null ? [] : [group.whyNot]),
    'These figures open no panel: the cells of each member do, on its own page.',
  ];
}

/** Reasons behind the figures of a group, each once. */
export function likeForLikeReasons(
  data: TrustData,
  groupId: string | null,
): readonly (readonly [string, string])[] {
  const { lfl, cells } = data;
  const group = lfl?.groups.findIndex(({ id }) => id === groupId) ?? -1;
  if (!lfl || group < 0) return [];
  const found = new Map<string, string[]>();
  for (const { name, label } of cells.about) {
    for (const [year, fy] of lfl.years.entries()) {
      const reason = lfl.reasons[lfl.figures[name]?.w[group * lfl.years.length + year] ?? -1];
      if (reason !== undefined) found.set(reason, [...(found.get(reason) ?? []), `${label} ${fy}`]);
    }
  }
  return [...found].map(([reason, places]) => [reason, places.join('; ')] as const);
}

/** Reads what pages share from the published tables. */
import { z } from 'zod';
import type { Ask } from '../../explain/published-tables.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { describeFigures } from '../words/figures.ts';
import { foldName, readableName } from '../words/trust-name.ts';
import type { Cell, Facts, Model, PeerGroup, SeriesBreak, Summary, Trust, TrustYear } from './model.ts';
import { numberOrNull, text, textOrNull, texts } from './row-values.ts';

/** The model of a published folder. Every query is sorted in full: the same tables give the same pages. */
export async function readModel(ask: Ask): Promise<Model> {
  const facts = await readFacts(ask);
  const figures = await describeFigures(ask);
  const cells = await readCells(ask);
  const groups = await readGroups(ask);
  const summaries = await readSummaries(ask);
  const breaks = await readBreaks(ask);
  const peers = groupsByMember(groups);
  return {
    facts,
    figures,
    trusts: await readTrusts(ask),
    cell: (code, figure, fy) => cells.get(code)?.get(figure)?.get(fy),
    peersOf: (code, fy) => peers.get(`${code} ${fy}`) ?? [],
    groups,
    summary: (figure, fy, scheme, groupId) => summaries.get(`${figure} ${fy} ${scheme} ${groupId}`),
    // Breaks of an organisation are of all its figures, and name none.
    breaks: (figure, code) =>
      [...(breaks.get(figure) ?? []), ...(figure === '' ? [] : (breaks.get('') ?? []))].filter(
        ({ orgCode }) => orgCode === null || orgCode === code,
      ),
  };
}

async function readFacts(ask: Ask): Promise<Facts> {
  const [release] = await ask('FROM release ORDER BY made_at DESC, release_id DESC LIMIT 1');
  const [files] = await ask(
    `SELECT max(fetched_at)[:10] AS fetched_to, bool_or(maturity = 'illustrative') AS made_up
     FROM source_file WHERE status = 'loaded'`,
  );
  const [deflator] = await ask(
    'SELECT deflator_edition, price_base FROM trust_activity WHERE deflator_edition IS NOT NULL LIMIT 1',
  );
  const years = await ask('SELECT DISTINCT fy FROM trust_year ORDER BY fy');
  return {
    release: text(release?.['release_id']),
    previousRelease: textOrNull(release?.['previous_id']),
    fetchedTo: text(files?.['fetched_to']),
    years: years.map((row) => text(row['fy'])),
    illustrative: files?.['made_up'] === true,
    deflator: deflator
      ? { edition: text(deflator['deflator_edition']), base: text(deflator['price_base']) }
      : null,
  };
}

/** Figure, year, and the cell. */
const Cells = z.array(z.tuple([z.string(), z.string(), z.custom<Cell>()]));

type CellsOf = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Cell>>>;

/**
 * By trust, figure and year: pages ask a million times, and joined keys would take most of that time. A trust's cells come as
 * one JSON text: 130,000 rows of many columns take ten times as long.
 */
async function readCells(ask: Ask): Promise<CellsOf> {
  const codes = (await ask('SELECT DISTINCT org_code FROM trust_activity ORDER BY org_code')).map((row) =>
    text(row['org_code']),
  );
  const found = new Map<string, Map<string, Map<string, Cell>>>();
  for (let first = 0; first < codes.length; first += TRUSTS_AT_ONCE) {
    const last = codes[Math.min(first + TRUSTS_AT_ONCE, codes.length) - 1] ?? '';
    for (const row of await ask(CELLS_OF_TRUSTS, [codes[first] ?? '', last])) {
      const cells = Cells.parse(JSON.parse(text(row['cells'])));
      const figures = new Map<string, Map<string, Cell>>();
      for (const [figure, fy, cell] of cells) {
        const years = figures.get(figure) ?? new Map<string, Cell>();
        figures.set(figure, years.set(fy, cell));
      }
      sayMaturityOfRatios(figures);
      found.set(text(row['org_code']), figures);
    }
  }
  return found;
}

/** A ratio is no surer than its parts: made of a made-up figure it is made up. */
function sayMaturityOfRatios(figures: ReadonlyMap<string, Map<string, Cell>>): void {
  for (const { ratio, dividend, divisor } of RATIOS)
    for (const [fy, cell] of figures.get(ratio) ?? []) {
      const parts = [dividend, divisor].map((part) => figures.get(part)?.get(fy)?.maturity);
      const maturity = ['illustrative', 'provisional'].find((word) => parts.includes(word));
      if (maturity !== undefined) figures.get(ratio)?.set(fy, { ...cell, maturity });
    }
}

const TRUSTS_AT_ONCE = 30;
/** From one code to another, both included. */
const CELLS_OF_TRUSTS = `
  WITH cell AS (
    SELECT org_code, fy, measure AS figure, value, status, reason, maturity, periods_reported, periods_expected,
      shortfall_max, comparable, FALSE AS small, value_real, left_out
    FROM trust_activity
    UNION ALL
    SELECT org_code, fy, ratio, value, status, reason, NULL, 0, 0, NULL, comparable, small, value_real, left_out
    FROM trust_ratio
  )
  SELECT org_code, to_json(list(json_array(figure, fy, {
    value: value, status: status, reason: reason, maturity: maturity, periodsReported: coalesce(periods_reported, 0),
    periodsExpected: coalesce(periods_expected, 0), shortfallMax: shortfall_max,
    comparable: coalesce(comparable, FALSE), leftOut: left_out, small: coalesce(small, FALSE), real: value_real
  }) ORDER BY figure, fy))::VARCHAR AS cells
  FROM cell WHERE org_code BETWEEN $1 AND $2 GROUP BY org_code ORDER BY org_code`;

async function readTrusts(ask: Ask): Promise<ReadonlyMap<string, Trust>> {
  const rows = await ask(
    `SELECT org_code, fy, org_name, sector, trust_type, region, accounts_months FROM trust_year ORDER BY org_code, fy`,
  );
  const names = await ask(
    `SELECT org_code, list(DISTINCT name ORDER BY name) AS names
     FROM organisation_name SEMI JOIN trust_year USING (org_code) GROUP BY org_code ORDER BY org_code`,
  );
  const members = await ask(
    'SELECT org_code, min(group_id) AS group_id FROM like_for_like_member GROUP BY ALL',
  );
  const namesOf = new Map(names.map((row) => [text(row['org_code']), texts(row['names'])]));
  const groupOf = new Map(members.map((row) => [text(row['org_code']), text(row['group_id'])]));
  const years = new Map<string, TrustYear[]>();
  for (const row of rows) {
    const code = text(row['org_code']);
    const year: TrustYear = {
      fy: text(row['fy']),
      name: readableName(text(row['org_name'])),
      sector: textOrNull(row['sector']),
      type: textOrNull(row['trust_type']),
      region: textOrNull(row['region']),
      accountsMonths: numberOrNull(row['accounts_months']),
    };
    const known = years.get(code);
    if (known) known.push(year);
    else years.set(code, [year]);
  }
  return new Map(
    [...years].map(([code, list]) => {
      const name = list.at(-1)?.name ?? code;
      // Of names that differ in capitals alone the first speaks.
      const others = new Map(
        (namesOf.get(code) ?? [])
          .map((other): [string, string] => [foldName(other), readableName(other)])
          .reverse(),
      );
      for (const known of [name, code]) others.delete(foldName(known));
      return [
        code,
        {
          code,
          name,
          otherNames: [...others.values()].sort(),
          years: list,
          likeForLike: groupOf.get(code) ?? null,
        },
      ];
    }),
  );
}

async function readGroups(ask: Ask): Promise<readonly PeerGroup[]> {
  const rows = await ask(
    `SELECT scheme, group_id, label, fy, list(org_code ORDER BY distance NULLS FIRST, org_code) AS members
     FROM peer_group GROUP BY ALL ORDER BY fy, scheme, group_id`,
  );
  return rows.map((row) => ({
    scheme: text(row['scheme']),
    groupId: text(row['group_id']),
    label: text(row['label']),
    fy: text(row['fy']),
    members: texts(row['members']),
  }));
}

/** A trust is a member of its groups; the group of its nearest is named after it, and it is not in it. */
function groupsByMember(groups: readonly PeerGroup[]): ReadonlyMap<string, readonly PeerGroup[]> {
  const found = new Map<string, PeerGroup[]>();
  for (const group of groups) {
    const codes = group.scheme === 'nearest' ? [group.groupId] : group.members;
    for (const code of codes) {
      const key = `${code} ${group.fy}`;
      const known = found.get(key);
      if (known) known.push(group);
      else found.set(key, [group]);
    }
  }
  return found;
}

async function readSummaries(ask: Ask): Promise<ReadonlyMap<string, Summary>> {
  const rows = await ask('FROM measure_summary ORDER BY measure, fy, scheme, group_id');
  return new Map(
    rows.map((row) => [
      ['measure', 'fy', 'scheme', 'group_id'].map((name) => text(row[name])).join(' '),
      {
        n: numberOrNull(row['n']) ?? 0,
        q1: numberOrNull(row['q1']),
        median: numberOrNull(row['median']),
        q3: numberOrNull(row['q3']),
        leftOut: numberOrNull(row['left_out']) ?? 0,
        why: text(row['why']),
        ratioOfSums: numberOrNull(row['ratio_of_sums']),
      },
    ]),
  );
}

async function readBreaks(ask: Ask): Promise<ReadonlyMap<string, readonly SeriesBreak[]>> {
  const rows = await ask(
    'FROM series_break ORDER BY measure, from_fy, to_fy, org_code NULLS FIRST, kind, text, source, part',
  );
  const found = new Map<string, SeriesBreak[]>();
  for (const row of rows) {
    const figure = text(row['measure']);
    const one: SeriesBreak = {
      figure,
      fromFy: text(row['from_fy']),
      toFy: text(row['to_fy']),
      orgCode: textOrNull(row['org_code']),
      kind: text(row['kind']),
      text: text(row['text']),
      source: text(row['source']),
    };
    const known = found.get(figure);
    if (known) known.push(one);
    else found.set(figure, [one]);
  }
  return found;
}

/** Explains one figure of trust_year, from the published files alone. */
import { financialYears } from '../nhs/financial-year.ts';
import { RATIOS } from '../warehouse/join/ratios.ts';
import { TRUST_YEAR_COLUMNS, TRUST_YEAR_MEASURES, columnName } from '../warehouse/join/trust-year-columns.ts';
import { assembleFigure } from './assemble-figure.ts';
import { assembleRatio } from './assemble-ratio.ts';
import { collect } from './collect.ts';
import type { Collected } from './collected.ts';
import type { Explanation } from './explanation.ts';
import { findOrganisation } from './find-organisation.ts';
import { type Ask, NotExplained } from './published-tables.ts';

export interface Question {
  /** ODS code or a name. */
  readonly organisation: string;
  readonly fy: string;
  /** A measure or ratio of trust_year, or the name of a dataset, which stands for all its measures. */
  readonly measure: string;
}

/** @throws NotExplained saying what is not there and what is. */
export async function explain(ask: Ask, question: Question): Promise<Explanation> {
  const fy = oneYear(question.fy);
  const ratio = RATIOS.find((column) => column.ratio === question.measure);
  const measures = ratio ? [ratio.dividend, ratio.divisor] : measuresNamed(question.measure);
  const { code, name, note } = await findOrganisation(ask, question.organisation, fy);
  const ratios = ratio ? [ratio.ratio] : [];
  const collected = await collect(ask, { codes: [code], fy, measures, ratios });
  return assemble(collected, { fy, code, name, measures, ratio: ratio?.ratio, note });
}

/** What is explained: measures of a trust and year, and the ratio they make where one is asked for. */
export interface Explained {
  readonly fy: string;
  readonly code: string;
  readonly name: string;
  readonly measures: readonly string[];
  readonly ratio?: string | undefined;
  readonly note?: string | undefined;
}

/** The explanation of figures that have been collected. @throws NotExplained where there is no such figure */
export function assemble(
  collected: Collected,
  { fy, code, name, measures, ratio, note }: Explained,
): Explanation {
  return {
    ...{ fy, org_code: code, org_name: name, ...(note !== undefined && { note }) },
    figures: measures.map((measure) => assembleFigure(collected, fy, code, measure)),
    ...(ratio !== undefined && { ratio: assembleRatio(collected, fy, code, ratio) }),
  };
}

function measuresNamed(asked: string): readonly string[] {
  const wanted = asked.toLowerCase().replaceAll('-', '_');
  if (TRUST_YEAR_MEASURES.some(({ measure }) => measure === wanted)) return [wanted];
  const ofDataset = TRUST_YEAR_MEASURES.filter(
    ({ dataset, longOnly }) => dataset === asked.toLowerCase() && !longOnly,
  );
  if (ofDataset.length > 0) return ofDataset.map(({ measure }) => measure);
  const known = TRUST_YEAR_COLUMNS.map(columnName).join(', ');
  throw new NotExplained(`trust_year has no column "${asked}". It has: ${known}.`);
}

function oneYear(asked: string): string {
  const [fy, ...more] = years(asked);
  if (fy === undefined || more.length > 0) {
    throw new NotExplained(`"${asked}" is not one financial year. Write 2019-20.`);
  }
  return fy;
}

function years(asked: string): readonly string[] {
  try {
    return financialYears(asked);
  } catch (cause) {
    throw new NotExplained(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

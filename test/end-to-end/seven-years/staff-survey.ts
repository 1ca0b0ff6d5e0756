/** The staff survey: editions, each with several surveys, and which of them speaks (dossier staff-survey, sections 5 and 6). */
import type { Year } from './calendar.ts';
import { made } from './figures.ts';
import { type Cell, type Cells, type Printed, MISSING, NOT_IN_IT } from './publication.ts';

/** An edition is known by its last survey; `from` is the first one it prints. */
export interface Edition {
  readonly last: number;
  readonly from: number;
}

/** Those on the site: 2018 and 2020 have none of their own. */
export const EDITIONS: readonly Edition[] = [
  { last: 2019, from: 2019 },
  { last: 2021, from: 2017 },
  { last: 2022, from: 2018 },
  { last: 2023, from: 2019 },
  { last: 2024, from: 2020 },
  { last: 2025, from: 2021 },
];

/** Autumns in which a trust was surveyed, first and last, where not all. */
const SURVEYED: Readonly<Record<string, readonly [number, number]>> = {
  RJD: [0, 0],
  RW3: [0, 0],
  RM2: [0, 0],
  RQ6: [2017, 2018],
  RNL: [2017, 2018],
  RBA: [2017, 2019],
  RD3: [2017, 2019],
  RDZ: [2017, 2019],
  RT3: [2017, 2020],
  RXH: [2017, 2020],
  R0D: [2020, 2030],
  RW6: [2017, 2020],
  RA4: [2017, 2022],
  RVY: [2017, 2022],
  RQ3: [2017, 2024],
};

/** The first survey an edition prints for a trust that had become another body: no history. */
const NO_HISTORY: Readonly<Record<string, number>> = {
  '2023 RBN': 2023,
  '2023 RH5': 2023,
  '2024 RBN': 2023,
  '2024 RH5': 2023,
  '2025 RBN': 2023,
  '2025 RH5': 2023,
};

/** `edition survey code` whose scores are hidden: fewer than eleven answered. */
const HIDDEN = [
  '2021 2021 R1H',
  '2022 2022 TAH',
  '2023 2022 TAH',
  '2024 2022 TAH',
  '2025 2022 TAH',
  '2021 2021 R1F4',
];

const PARTS = ['R1F1', 'R1F2', 'R1F3', 'R1F4'];

interface Answers {
  readonly responses: number;
  readonly rate: number;
  readonly engagement: number | '*';
}

/** What an edition prints about a code in a survey; undefined where it prints nothing. */
export function answersOf(edition: Edition, survey: number, code: string): Answers | undefined {
  const [first, last] = SURVEYED[code] ?? [2017, 2030];
  const firstPrinted = Math.max(first, edition.from, NO_HISTORY[`${edition.last} ${code}`] ?? 0);
  if (last < edition.last || survey < firstPrinted || survey > edition.last) return undefined;
  if (edition.last === 2025 && (code === 'R1F3' || code === 'R1F4')) return undefined;
  const name = `survey ${survey} ${code}`;
  const score = made(name, 6_300_000_000, 7_600_000_000) % 1_300_000_000;
  // Later editions are weighted anew.
  const drift = edition.last === survey ? 0 : made(`${name} in ${edition.last}`, 1, 11_000_000);
  return {
    responses: made(`${name} responses`, 180, 7300),
    rate: made(`${name} rate`, 310_000_000, 640_000_000) / 1e9,
    engagement: HIDDEN.includes(`${edition.last} ${survey} ${code}`)
      ? '*'
      : (6_300_000_000 + score + drift) / 1e9,
  };
}

/** The survey's own edition speaks; where it has no figure, the latest that has one. */
export function surveyCells(code: string, fy: Year): Cells {
  const survey = Number(fy.slice(0, 4));
  const editions = EDITIONS.filter((edition) => edition.from <= survey && edition.last >= survey);
  const order = editions.toSorted((a, b) => rank(a, survey) - rank(b, survey));
  const codes = code === 'R1F' ? PARTS : [code];
  const cell = (figure: (one: Answers) => Printed, mean: Mean): Cell => {
    const printed = order.map((edition) =>
      codes.flatMap((one) => {
        const answers = answersOf(edition, survey, one);
        return answers ? [{ value: figure(answers), weight: answers.responses }] : [];
      }),
    );
    const speaking = printed.find((parts) => parts.some((part) => typeof part.value === 'number'));
    if (!speaking) {
      const rows = order.some((edition) => codes.some((one) => isListed(edition, one)));
      if (printed.flat().length > 0) return { value: null, status: 'suppressed' };
      return rows ? MISSING : NOT_IN_IT;
    }
    const heard = speaking.filter((part) => typeof part.value === 'number');
    const value = mean(heard.map((part) => [part.value as number, part.weight]));
    return { value, status: heard.length < speaking.length ? 'partial' : 'reported' };
  };
  return {
    staff_engagement: cell((one) => one.engagement, byResponses),
    staff_survey_response_rate: cell((one) => one.rate, ofAllAsked),
  };
}

type Mean = (parts: readonly (readonly [value: number, responses: number])[]) => number;

const responsesOf: Mean = (parts) => parts.reduce((sum, [, responses]) => sum + responses, 0);

/** A score of several parts: each as heavy as those who answered. */
const byResponses: Mean = (parts) =>
  parts.reduce((sum, [score, responses]) => sum + score * responses, 0) / responsesOf(parts);

/** A rate of several parts: all who answered, of all who were asked. */
const ofAllAsked: Mean = (parts) =>
  responsesOf(parts) / parts.reduce((sum, [rate, responses]) => sum + responses / rate, 0);

function rank(edition: Edition, survey: number): number {
  return edition.last === survey ? 0 : 3000 - edition.last;
}

/** Whether an edition has a row for a code, with or without figures of a survey. */
export function isListed(edition: Edition, code: string): boolean {
  return answersOf(edition, edition.last, code) !== undefined;
}

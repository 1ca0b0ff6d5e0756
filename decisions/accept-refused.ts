/** From "accept this publication's year" to the decision about the one file that is meant. */
import { WrongDecision } from './add-decisions.ts';
import { ACCEPTABLE } from './check-decision.ts';
import { type NewDecision, DecisionKind } from './decision.ts';

/** A file that was fetched and refused. */
export interface FileRefused {
  readonly slot: string;
  readonly period?: string;
  readonly sha256: string;
  readonly code?: string;
  readonly message?: string;
}

/** What somebody asks for. */
export interface AcceptRequest {
  readonly dataset: string;
  readonly fy: string;
  /** `Q3`, `2022-23Q3`, `2022-07`: one file of several. */
  readonly period?: string;
  /** First characters of the SHA-256: one of several files of the same period. */
  readonly file?: string;
  readonly reason: string;
  readonly who: string;
}

/**
 * The decision that loads a refused file.
 * @throws WrongDecision with a sentence where no file, or more than one, is meant, or the refusal is no judgement
 */
export function acceptRefused(refused: readonly FileRefused[], request: AcceptRequest): NewDecision {
  const { dataset, fy, period, file, reason, who } = request;
  const name = `${dataset} ${fy}${period === undefined ? '' : ` ${period}`}`;
  const files = distinct(
    refused.filter((one) => isPeriod(one, period) && one.sha256.startsWith(file?.toLowerCase() ?? '')),
  );
  if (files.length === 0) {
    throw new WrongDecision(
      `No refused file of ${name} is known. Run it first; a file is accepted after somebody has seen why it is refused.`,
    );
  }
  const judged = files.filter(({ code }) => ACCEPTABLE.has(code ?? ''));
  const [first, second] = judged;
  if (first === undefined) {
    const [one] = files;
    throw new WrongDecision(
      `The refusal of ${name} cannot be accepted${one?.code ? ` (${one.code})` : ''}: ${one?.message ?? 'it is not known why the file was refused; run the year again.'} Only ${[...ACCEPTABLE].join(', ')} can be accepted: with any other refusal there are no figures, or they cannot be trusted to be figures of this table.`,
    );
  }
  if (second !== undefined) {
    const shown = judged
      .slice(0, 6)
      .map((one) => `${one.period ?? one.slot} (file ${one.sha256.slice(0, 12)}, ${one.code ?? ''})`);
    throw new WrongDecision(
      `${judged.length} refused files of ${name} could be meant: ${shown.join('; ')}. Say which: --period ${first.period ?? first.slot}, or --file ${first.sha256.slice(0, 12)}.`,
    );
  }
  return {
    ...{ kind: DecisionKind.accept, dataset, years: fy, slot: first.slot },
    ...{ subject: first.sha256, value: first.code ?? '', reason, who, detail: first.message ?? '' },
  };
}

/** `Q3` is meant by `2022-23Q3`; a period or slot in full is meant by itself. */
export function isPeriod(
  { slot, period }: Pick<FileRefused, 'slot' | 'period'>,
  wanted: string | undefined,
): boolean {
  if (wanted === undefined) return true;
  const text = wanted.trim().toUpperCase();
  return [slot, period ?? slot].some((name) => {
    const full = name.toUpperCase();
    return full === text || (text !== '' && full.endsWith(text) && /^(Q[1-4]|FT|TRUSTS?)$/.test(text));
  });
}

function distinct(files: readonly FileRefused[]): readonly FileRefused[] {
  return [...new Map(files.map((one) => [`${one.slot} ${one.sha256} ${one.code ?? ''}`, one])).values()];
}

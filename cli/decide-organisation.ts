/** organisation and withhold: what a printed name is, and what is taken out of the table. */
import { CURRENT } from '../datasets/registry.ts';
import { DecisionKind } from '../decisions/decision.ts';
import { cleanCode, isTrustShaped, isWelshBody } from '../organisations/codes.ts';
import { TRUST_YEAR_MEASURES } from '../warehouse/join/trust-year-columns.ts';
import { UsageError } from './end.ts';
import { hintFor } from './hint.ts';
import { keep } from './keep-decisions.ts';
import type { Environment } from './session.ts';

export interface OrganisationFlags {
  readonly years?: string;
  readonly dataset?: string;
  readonly reason: string;
}

/** This printed name or code is this ODS code, or none. */
export async function decideOrganisation(
  dataDir: string,
  printed: string,
  code: string,
  { years = '', dataset = '', reason }: OrganisationFlags,
  env: Environment,
): Promise<number> {
  const value = /^none$/i.test(code.trim()) ? 'none' : cleanCode(code).code;
  if (value !== 'none' && (!isTrustShaped(value) || isWelshBody(value)))
    throw new UsageError(
      `"${code}" is not the ODS code of an English trust, as RJ1 is. Write such a code, or none.`,
    );
  const said = { kind: DecisionKind.organisation, subject: printed, value, years, dataset, reason };
  return await keep(dataDir, said, afterwards(dataDir, years, dataset), env);
}

const SHA256 = /^[0-9a-f]{64}$/i;

/** `RJ1 beds 2022-23`, or the SHA-256 of a file. */
export async function withhold(
  dataDir: string,
  what: readonly string[],
  { years = '', dataset = '', reason }: OrganisationFlags,
  env: Environment,
): Promise<number> {
  const [first = '', measure = '', fy = ''] = what;
  const kind = DecisionKind.withhold;
  if (SHA256.test(first)) {
    if (dataset === '') throw new UsageError('Say which publication the file is of: --dataset beds.');
    return await keep(
      dataDir,
      { kind, subject: first, years, dataset, reason },
      afterwards(dataDir, years, dataset),
      env,
    );
  }
  if (what.length !== 3 || fy === CURRENT)
    throw new UsageError(
      'Write a cell, as withhold RJ1 beds 2022-23, or the SHA-256 of a file and --dataset.',
    );
  const column = TRUST_YEAR_MEASURES.find((one) => one.measure === measure);
  if (!column) throw new UsageError(`"${measure}" is no measure of trust_year.`);
  const { code } = cleanCode(first);
  if (!isTrustShaped(code) || isWelshBody(code))
    throw new UsageError(`"${first}" is not the ODS code of an English trust, as RJ1 is.`);
  const subject = `${code} ${measure}`;
  const said = { kind, subject, years: fy, dataset: column.dataset, reason };
  return await keep(dataDir, said, afterwards(dataDir, fy, column.dataset), env);
}

function afterwards(dataDir: string, years: string, dataset: string): string {
  const hint = hintFor(dataDir);
  const run =
    years === ''
      ? ''
      : `${hint(`run --years ${years}${dataset === '' ? '' : ` --datasets ${dataset}`}`)}, or `;
  return `The tables say so after the next join: ${run}${hint('rebuild')} (no publisher is asked)`;
}

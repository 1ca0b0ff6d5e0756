/** What somebody gave a workflow to begin with, by its shape alone: the Temporal UI starts a workflow with any text. */
import type { FileSource } from '../activities/references.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import { millisecondsOf } from './duration.ts';
import type { LoadInput } from './load-state.ts';
import { LOOK_AGAIN, type LookAgain } from './look-again.ts';
import { UnreadableMessage } from './payload-converter.ts';
import { type Read, allQuoted, inWords, plainText } from './read-message.ts';

const LOAD_EXAMPLE = 'Start loadDataset with {"dataset": "beds", "fy": "2022-23"}; all else is optional.';
const JOIN_EXAMPLE = 'Start joinTrusts without an input.';
const PATIENCE = '7 days';
/** The year of publications that have none. */
const CURRENT = 'current';
const NAME = /^[a-z][a-z0-9-]{0,60}$/;

/** How each field of the input of a load is read. A field that is added to the input is added here, or this does not compile. */
const LOAD_FIELDS: { readonly [Field in keyof Required<LoadInput>]: (sent: unknown) => string | undefined } =
  {
    dataset: (sent) =>
      oneOf(typeof sent === 'string' && NAME.test(sent), 'the name of a publication, such as "beds"'),
    fy: (sent) =>
      oneOf(
        isYear(sent),
        'a financial year, such as "2022-23", or "current" for a publication without years',
      ),
    source: (sent) =>
      oneOf(
        isSource(sent),
        '{"kind": "web", "revalidate": true} or {"kind": "folder", "path": "/downloads/…"}',
      ),
    files: (sent) => oneOf(Array.isArray(sent) && sent.every(isObject), 'a list; leave it out'),
    onFailure: (sent) => oneOf(sent === 'wait' || sent === 'skip', '"wait" or "skip"'),
    patience: (sent) => oneOf(isDuration(sent), 'a time, such as "7 days"'),
    acceptIllustrative: (sent) => oneOf(typeof sent === 'boolean', 'true or false'),
    onlyWhatIsThere: (sent) => oneOf(typeof sent === 'boolean', 'true or false'),
    lateIsTold: (sent) => oneOf(typeof sent === 'boolean', 'true or false'),
    lookAgain: (sent) =>
      oneOf(sent === false || isLookAgain(sent), `false, or waits such as ${JSON.stringify(LOOK_AGAIN)}`),
  };

/** The input of `loadDataset`: dataset and year, and what is not given as a run from the web has it. */
export function readLoadInput(sent: unknown): Read<LoadInput> {
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${LOAD_EXAMPLE}` });
  if (sent === undefined || sent === null) return refuse('Nothing was given.');
  if (sent instanceof UnreadableMessage || ArrayBuffer.isView(sent))
    return refuse('What was given cannot be read as JSON.');
  if (!isObject(sent))
    return refuse(`The input cannot be ${typeof sent === 'string' ? allQuoted([sent]) : inWords(sent)}.`);
  const unknown = Object.keys(sent).filter((key) => !Object.hasOwn(LOAD_FIELDS, key));
  if (unknown.length > 0) return refuse(`A load knows no ${allQuoted(unknown)}.`);
  for (const [field, whatElse] of Object.entries(LOAD_FIELDS)) {
    const value = sent[field];
    const absent = value === undefined || value === null;
    if (absent && field !== 'dataset' && field !== 'fy') continue;
    const right = whatElse(value);
    if (right !== undefined) return refuse(`"${field}" must be ${right}.`);
  }
  const given = Object.fromEntries(
    Object.entries(sent).filter(([, value]) => value !== undefined && value !== null),
  ) as unknown as LoadInput;
  return {
    asked: {
      ...{ source: { kind: 'web', revalidate: true }, files: [], onFailure: 'wait', patience: PATIENCE },
      ...{ acceptIllustrative: false, onlyWhatIsThere: false },
      ...given,
    },
  };
}

/** The input of `joinTrusts`: nothing, or the loads that a run still waits for. */
export function readJoinInput(sent: unknown): Read<{ readonly interim?: readonly string[] }> {
  if (sent === undefined || sent === null) return { asked: {} };
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${JOIN_EXAMPLE}` });
  if (sent instanceof UnreadableMessage || ArrayBuffer.isView(sent))
    return refuse('What was given cannot be read as JSON.');
  if (!isObject(sent))
    return refuse(`The input cannot be ${typeof sent === 'string' ? allQuoted([sent]) : inWords(sent)}.`);
  const unknown = Object.keys(sent).filter((key) => key !== 'interim');
  if (unknown.length > 0) return refuse(`A join knows no ${allQuoted(unknown)}.`);
  const { interim } = sent;
  if (interim === undefined || interim === null) return { asked: {} };
  if (!Array.isArray(interim) || !interim.every((load) => typeof load === 'string'))
    return refuse('"interim" must be a list of loads, such as ["beds 2022-23"].');
  return { asked: { interim: interim.map(plainText) } };
}

function oneOf(right: boolean, words: string): string | undefined {
  return right ? undefined : words;
}

function isYear(sent: unknown): boolean {
  return typeof sent === 'string' && (sent === CURRENT || startYearOf(sent) !== undefined);
}

function isSource(sent: unknown): sent is FileSource {
  if (!isObject(sent)) return false;
  const { kind, revalidate, path } = sent;
  return kind === 'web'
    ? ['boolean', 'undefined'].includes(typeof revalidate)
    : kind === 'folder' && typeof path === 'string';
}

/** Whether it says when a parked load looks again. */
export function isLookAgain(sent: unknown): sent is LookAgain {
  if (!isObject(sent)) return false;
  const { every, times, then } = sent;
  return isDuration(every) && isDuration(then) && Number.isSafeInteger(times) && (times as number) >= 0;
}

function isDuration(sent: unknown): boolean {
  return typeof sent === 'string' && (millisecondsOf(sent) ?? 0) > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

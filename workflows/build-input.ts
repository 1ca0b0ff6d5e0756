/** What `buildTrustYears` is given, what it gives, and the check of the former. */
import type {
  DatasetYear,
  FileSource,
  FolderContents,
  JoinOutcome,
  LoadOutcome,
} from '../activities/references.ts';
import type { LoadInput } from './load-state.ts';
import { UnreadableMessage } from './payload-converter.ts';
import { isLookAgain } from './read-input.ts';
import { type Read, allQuoted } from './read-message.ts';

export interface BuildInput extends Pick<
  LoadInput,
  'source' | 'onFailure' | 'patience' | 'acceptIllustrative' | 'onlyWhatIsThere' | 'lookAgain'
> {
  /** What to load, in the order it is shown. */
  readonly loads: readonly DatasetYear[];
}

export interface BuildOutcome {
  readonly loads: readonly LoadOutcome[];
  readonly join: JoinOutcome;
  readonly unrecognised: FolderContents['unrecognised'];
}

/** How a load is made where a run says nothing else. */
export const LOAD_DEFAULTS = {
  source: { kind: 'web', revalidate: false },
  onFailure: 'wait',
  patience: '7 days',
  acceptIllustrative: false,
  onlyWhatIsThere: false,
} as const;

const EXAMPLE =
  'Start `backfill` instead, with {"years": "2022-23", "datasets": "beds"}; or this with {"loads": [{"dataset": "beds", "fy": "2022-23"}]}.';
const LENGTH_OF_TIME = /^\d{1,6} (second|minute|hour|day)s?$/;
const MOST_LOADS = 2000;
const KEYS = [
  'loads',
  'source',
  'onFailure',
  'patience',
  'acceptIllustrative',
  'onlyWhatIsThere',
  'lookAgain',
];

/** The input as it should be, or one sentence that says what to give. Never throws. */
export function readBuildInput(sent: unknown): Read<BuildInput> {
  const why = whyNot(sent);
  if (why !== undefined) return { refused: `${why} ${EXAMPLE}` };
  const given = Object.entries(sent as object).filter(([, value]) => value !== undefined && value !== null);
  return { asked: { ...LOAD_DEFAULTS, ...(Object.fromEntries(given) as Pick<BuildInput, 'loads'>) } };
}

function whyNot(sent: unknown): string | undefined {
  if (sent === undefined || sent === null) return 'buildTrustYears was given nothing.';
  if (sent instanceof UnreadableMessage) return 'What was given to buildTrustYears cannot be read as JSON.';
  if (!isObject(sent)) return 'buildTrustYears takes an object in braces.';
  const unknown = Object.keys(sent).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) return `buildTrustYears knows no ${allQuoted(unknown)}.`;
  const { loads, source, onFailure, patience, acceptIllustrative, onlyWhatIsThere, lookAgain } = sent;
  if (!Array.isArray(loads) || loads.length === 0 || loads.length > MOST_LOADS || !loads.every(isDatasetYear))
    return '"loads" must be a list of a dataset and a financial year each.';
  if (given(source) && !isSource(source))
    return '"source" must be {"kind": "web", "revalidate": false} or {"kind": "folder", "path": "/downloads/…"}.';
  if (given(onFailure) && onFailure !== 'wait' && onFailure !== 'skip')
    return '"onFailure" must be "wait" or "skip".';
  if (given(patience) && !(typeof patience === 'string' && LENGTH_OF_TIME.test(patience)))
    return '"patience" must be a length of time, such as "7 days".';
  if (given(lookAgain) && lookAgain !== false && !isLookAgain(lookAgain))
    return '"lookAgain" must be false, or waits such as {"every": "1 hour", "times": 24, "then": "1 day"}.';
  for (const [name, value] of Object.entries({ acceptIllustrative, onlyWhatIsThere }))
    if (given(value) && typeof value !== 'boolean') return `"${name}" must be true or false.`;
  return undefined;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isDatasetYear(value: unknown): boolean {
  return isObject(value) && typeof value['dataset'] === 'string' && typeof value['fy'] === 'string';
}

function isSource(value: unknown): value is FileSource {
  if (!isObject(value)) return false;
  return value['kind'] === 'web' || (value['kind'] === 'folder' && typeof value['path'] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

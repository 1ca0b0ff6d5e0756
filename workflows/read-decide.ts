/** What somebody sent to the workflow `decide`, by its shape alone. The fields of a decision are checked where it is kept. */
import type { AcceptRequest } from '../decisions/accept-refused.ts';
import type { DecisionKind, NewDecision } from '../decisions/decision.ts';
import { TEMPORAL_UI } from '../decisions/who-decides.ts';
import type { Read } from './read-message.ts';

export type DecideInput =
  | { readonly decisions: readonly NewDecision[] }
  | { readonly undo: number; readonly who: string }
  | { readonly accept: AcceptRequest }
  | { readonly list: true };

const EXAMPLE =
  'Send {"undo": 3}, {"list": true}, {"accept": {"dataset": "outpatients", "fy": "2017-18", "reason": "…"}}, or {"decisions": [{"kind": "skip", "dataset": "beds", "years": "2022-23", "slot": "2022-23Q3", "reason": "…"}]}.';

/** Every field that is not sent is empty; who did not say his name came from the UI. */
export function readDecide(sent: unknown): Read<DecideInput> {
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${EXAMPLE}` });
  if (!isObject(sent)) return refuse('decide takes one object.');
  const [key = '', ...more] = Object.keys(sent).filter((name) => name !== 'who');
  if (more.length > 0 || !['undo', 'list', 'accept', 'decisions'].includes(key))
    return refuse('decide takes one of undo, list, accept and decisions.');
  const who = textOf(sent['who']) ?? TEMPORAL_UI;
  const value = sent[key];
  if (key === 'list') return { asked: { list: true } };
  if (key === 'undo') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      return refuse('undo takes the number of a decision.');
    return { asked: { undo: value, who } };
  }
  if (key === 'accept') {
    const accept = isObject(value) ? readAccept(value, who) : undefined;
    return accept
      ? { asked: { accept } }
      : refuse('accept takes dataset, fy and reason, and period or file where several are refused.');
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject))
    return refuse('decisions takes a list.');
  return { asked: { decisions: value.map((one) => readDecision(one, who)) } };
}

function readAccept(value: Fields, who: string): AcceptRequest | undefined {
  const [dataset, fy, reason] = [textOf(value['dataset']), textOf(value['fy']), textOf(value['reason'])];
  const [period, file] = [textOf(value['period']), textOf(value['file'])];
  if (dataset === undefined || fy === undefined || reason === undefined) return undefined;
  return {
    ...{ dataset, fy, reason, who: textOf(value['who']) ?? who },
    ...(period !== undefined && { period }),
    ...(file !== undefined && { file }),
  };
}

function readDecision(value: Fields, who: string): NewDecision {
  const text = (name: string): string => textOf(value[name]) ?? '';
  return {
    kind: text('kind') as DecisionKind,
    ...{ dataset: text('dataset'), years: text('years'), slot: text('slot'), subject: text('subject') },
    ...{
      value: text('value'),
      reason: text('reason'),
      who: textOf(value['who']) ?? who,
      detail: text('detail'),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

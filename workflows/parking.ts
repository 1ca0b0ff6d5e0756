/** A load that needs a person: the messages he can send, and the wait for one of them. */
import type { Duration } from '@temporalio/common';
import { condition, log, patched, setHandler } from '@temporalio/workflow';
import { whyNotAcceptable } from './keep-decisions.ts';
import type { LoadState } from './load-state.ts';
import {
  acceptSignal,
  acceptUpdate,
  retryDownloadSignal,
  retryDownloadUpdate,
  skipSignal,
  skipUpdate,
  Stage,
} from './messages.ts';
import { type Answer, type Read, isNothing, readAccept, readRetry, readSkip } from './read-message.ts';
import { refusal } from './refusal.ts';
import { asTaken, NO_REASON, retryAsTakenBefore, skipAsTakenBefore } from './taken-before.ts';

/** An answer, and how the load tells whoever sent it what came of it. */
export interface Sent {
  readonly answer: Answer;
  /** The sentence of an Update that was carried out. */
  readonly done: (sentence: string) => void;
  /** The sentence of one that could not be: the load waits on. */
  readonly refused: (sentence: string) => void;
}

export interface Parking {
  /** The load parks: what was sent to it before, and is still open, came too late. */
  readonly begin: () => void;
  /** The next answer, or undefined when nobody answered in time. The summary stands at the timer in the UI. */
  readonly next: (within: Duration, summary?: string) => Promise<Sent | undefined>;
  /** Whether somebody has answered while the load was looking by itself. */
  readonly isAnswered: () => boolean;
}

/**
 * Registers `retryDownload`, `skip` and `accept`, as Updates (refused with a sentence when they make no sense, or nothing
 * waits for them) and as Signals of the same names (the UI sends those without an answer: such a one is logged, shown and left).
 */
export function openParking(load: LoadState): Parking {
  const name = `${load.year.dataset} ${load.year.fy}`;
  const isParked = (): boolean => load.stage === Stage.needsAttention;
  let sent: Sent | undefined;
  /** From an answer until the load parks again. */
  let carriesOut = false;

  const drop = (): void => {
    sent?.refused(
      `Another message to ${name} came at the same time, and was carried out. Look how it stands.`,
    );
    sent = undefined;
  };
  const take = (answer: Answer, told: Pick<Sent, 'done' | 'refused'>): void => {
    drop();
    sent = { answer, ...told };
    load.showRefusedMessage(undefined);
  };
  /** The answer to an Update: at once, or when the load has kept what was decided. */
  const takeUpdate = async (
    read: Read<Answer>,
    atOnce: (answer: Answer) => string | undefined,
  ): Promise<string> => {
    if ('refused' in read) throw refusal(read.refused);
    const { asked } = read;
    const sentence = atOnce(asked);
    if (sentence !== undefined) {
      take(asked, { done: () => undefined, refused: () => undefined });
      load.showAnswer(sentence);
      return sentence;
    }
    return await new Promise((resolve, reject) => {
      take(asked, { done: resolve, refused: (why) => reject(refusal(why)) });
    });
  };
  const requireGood = (read: Read<Answer>): void => {
    if ('refused' in read) throw refusal(read.refused);
    const why = !isParked() ? notWaiting() : sent !== undefined || carriesOut ? BUSY : whyLeft(read.asked);
    if (why !== undefined) throw refusal(why);
  };
  const notWaiting = (): string =>
    `${name} is not waiting for anybody: its stage is "${load.stage}". Once the stage is "${Stage.needsAttention}", send it again; Current Details show the stage.`;
  const whyLeft = (answer: Answer): string | undefined =>
    answer.verb === 'accept' ? whyNotAcceptable(name, load.progress().problems, answer) : undefined;
  const takeSignal = (verb: string, read: Read<Answer>, before?: Answer): void => {
    if (!isParked()) {
      log.warn(`${verb} came while ${name} was not waiting for it`);
      return;
    }
    const taken = asTaken(read, before);
    const why = 'refused' in taken ? taken.refused : whyLeft(taken.asked);
    if (why !== undefined) {
      log.warn(`${verb} for ${name} was left: ${why}`);
      load.showRefusedMessage(`The signal ${verb} was left. ${why}`);
    } else if ('asked' in taken) {
      const refused = (sentence: string): void =>
        load.showRefusedMessage(`The signal ${verb} was left. ${sentence}`);
      take(taken.asked, { done: () => undefined, refused });
    }
  };

  setHandler(
    retryDownloadUpdate,
    async (...args: unknown[]) =>
      await takeUpdate(asTaken(readRetry(args), retryAsTakenBefore(args)), (answer) => {
        const url = answer.verb === 'retry' ? answer.url : undefined;
        return `Trying ${name} again${url === undefined ? '' : ` with ${url}`}.`;
      }),
    {
      validator: (...args: unknown[]) => requireGood(readRetry(args)),
      description:
        'Try the missing files again. {}: from the same addresses. {"url": "https://…"}: from this address; the file decides which period it fills. {"who": "your name"} is kept beside the address.',
    },
  );
  setHandler(
    skipUpdate,
    async (...args: unknown[]) =>
      await takeUpdate(asTaken(readSkip(args), skipAsTakenBefore(args)), () =>
        patched(KEPT) ? undefined : goingOn(name),
      ),
    {
      validator: (...args: unknown[]) => requireGood(readSkip(args)),
      description:
        'Go on without the missing files. {"reason": "…"}, at most 1000 characters, is published beside the gap, and stands until the publisher\'s page changes. {"who": "your name"} is kept with it.',
    },
  );
  setHandler(
    acceptUpdate,
    async (...args: unknown[]) => await takeUpdate(readAccept(args), () => undefined),
    {
      validator: (...args: unknown[]) => requireGood(readAccept(args)),
      description:
        'Load the refused files as they are; every figure of them says so. {"reason": "…"}, at most 1000 characters, is published. {"period": "2022-23Q3"}: this one only. {"who": "your name"} is kept with it. For TOTAL_DISAGREES, IMPLAUSIBLE, DUPLICATE_ROWS and WRONG_PERIOD.',
    },
  );
  setHandler(
    retryDownloadSignal,
    (...args: unknown[]) => takeSignal('retryDownload', readRetry(args), retryAsTakenBefore(args)),
    {
      description:
        'As the update retryDownload, without an answer: {}, or {"url": "https://…"}. Current Details show what came of it.',
    },
  );
  setHandler(
    skipSignal,
    (...args: unknown[]) => {
      const read = isNothing(args) ? { asked: NO_REASON } : readSkip(args);
      takeSignal('skip', read, skipAsTakenBefore(args));
    },
    {
      description:
        'As the update skip, without an answer: {"reason": "…"}. Current Details show what came of it.',
    },
  );
  setHandler(acceptSignal, (...args: unknown[]) => takeSignal('accept', readAccept(args)), {
    description:
      'As the update accept, without an answer: {"reason": "…"}, or with "period". Current Details show what came of it.',
  });

  return {
    begin: () => {
      drop();
      carriesOut = false;
    },
    next: async (within, summary) => {
      const answered = (): boolean => sent !== undefined;
      await (summary === undefined ? condition(answered, within) : condition(answered, within, { summary }));
      const next = sent;
      sent = undefined;
      carriesOut = next !== undefined;
      return next;
    },
    isAnswered: () => sent !== undefined,
  };
}

const BUSY =
  'A message that came before is being carried out. Look in a moment how it stands, then send this again.';

/** From here on a `skip` is kept as a decision. */
export const KEPT = 'decisions-are-kept';

/** What a `skip` is answered with. */
export function goingOn(name: string): string {
  return `Going on without the missing files of ${name}.`;
}

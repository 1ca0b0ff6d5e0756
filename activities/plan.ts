/** What a run loads: the registry of publications is not known inside workflows. */
import { ApplicationFailure } from '@temporalio/common';
import { addDays } from '../calendar/due.ts';
import { IN_VAIN_DAYS, latePeriods } from '../calendar/periods.ts';
import { notDueSentence } from '../calendar/years-asked.ts';
import { datasetNamed } from '../datasets/registry.ts';
import type { IngestActivities } from './interface.ts';
import { publicationsToAsk } from './publications-to-ask.ts';
import { datasetNames, planLoads, requireLoads } from './plan-loads.ts';

/** Years of a backfill that names none: those that every publication has. */
export const DEFAULT_YEARS = '2017-18..2023-24';

/** @param today ISO day */
export function makePlan(today: () => string = isoToday): IngestActivities['plan'] {
  return ({ years = DEFAULT_YEARS, datasets, loads }) =>
    refusing(() => {
      if (loads) {
        requireLoads(loads);
        return { loads, unreadable: [], notDue: [] };
      }
      const { notDue, ...planned } = planLoads(years, datasetNames(datasets), today());
      return { ...planned, notDue: notDue.map(notDueSentence) };
    });
}

/** @param today ISO day */
export function makePlanRefresh(today: () => string = isoToday): IngestActivities['planRefresh'] {
  return ({ datasets, loaded }) => refusing(() => publicationsToAsk(today(), datasetNames(datasets), loaded));
}

/**
 * What people are told of: a period that a refresh does not ask for any more, because it was asked for in vain for so long, is
 * not among them.
 * @param today ISO day
 */
export function makeLatePeriods(today: () => string = isoToday): IngestActivities['latePeriods'] {
  return ({ datasets, seen }) =>
    refusing(() =>
      latePeriods(today(), new Set(seen), datasetNames(datasets).map(datasetNamed))
        .filter(({ due }) => today() <= addDays(due, IN_VAIN_DAYS))
        .map(({ dataset, period, due }) => ({ dataset, period, due })),
    );
}

function isoToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A text that makes no sense is refused once, with its sentence. */
async function refusing<T>(read: () => T): Promise<T> {
  try {
    return await Promise.resolve(read());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw ApplicationFailure.create({
      type: 'MESSAGE_REFUSED',
      message: printable(error.message),
      nonRetryable: true,
    });
  }
}

/** The sentence quotes what was typed: it may be long, or hold what a terminal would act on. */
function printable(sentence: string): string {
  const plain = sentence.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length > 600 ? `${plain.slice(0, 600)}…` : plain;
}

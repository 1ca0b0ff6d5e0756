/**
 * Says before a run what room it is expected to take, beside what is free. The run begins in any case: nobody knows the
 * publishers' files beforehand, and a disk that becomes full ends the run in order.
 */
import type { DatasetYear } from '../activities/references.ts';
import { type Room, roomAt } from '../machine/room.ts';
import { freeMemory, inWords } from '../warehouse/memory-budget.ts';

/** MB that the files of one year take as published, rounded up from a run of seven years at full size. */
const MB_A_YEAR: Readonly<Record<string, number>> = {
  'gp-registered-patients': 260,
  'ae-annual': 20,
  tac: 40,
  'staff-survey': 12,
  'admitted-patient-care': 8,
  outpatients: 6,
};
const OF_ANY_OTHER = 2;
/** Parsed, in the warehouse, in nhs.duckdb and published, with the old publication beside the new: measured at 2.7 times. */
const TIMES_AS_PUBLISHED = 2.7;
/** A month's list of practices is published as Parquet alone, which is a tenth of its CSV. */
const TIMES_OF_PRACTICE_LISTS = 0.5;
/** What Temporal's history, an empty warehouse and the pages take, however little is loaded: the sample's measure. */
const AT_LEAST_MB = 120;
/** What reading the largest files takes beside the writer of the tables, Temporal's server included. */
const MEMORY_MB = { least: 700, large: 1550 };
const LARGE: ReadonlySet<string> = new Set(['tac', 'gp-registered-patients', 'ae-annual']);

/** What a run finds on its machine; a test brings its own. */
export interface MachineRoom {
  readonly disk: (path: string) => Promise<Room | undefined>;
  readonly memory: () => Promise<number>;
}

const thisMachine: MachineRoom = { disk: roomAt, memory: freeMemory };

/** Bytes that a run of these loads is expected to take on an empty disk, and in memory. */
export function expectedRoom(loads: readonly DatasetYear[]): {
  readonly disk: number;
  readonly memory: number;
} {
  const disk = loads.reduce((sum, { dataset }) => {
    const times = dataset === 'gp-registered-patients' ? TIMES_OF_PRACTICE_LISTS : TIMES_AS_PUBLISHED;
    return sum + (MB_A_YEAR[dataset] ?? OF_ANY_OTHER) * (1 + times);
  }, AT_LEAST_MB);
  const memory = loads.some(({ dataset }) => LARGE.has(dataset)) ? MEMORY_MB.large : MEMORY_MB.least;
  return { disk: disk * 1e6, memory: memory * 1e6 };
}

/**
 * The sentences to print: one of what is needed and free, and one for each thing that is short, with what to do.
 * What an earlier run has left in the folder is needed a second time only in part, so the figure is the most.
 */
export async function roomForeseen(
  loads: readonly DatasetYear[],
  dataDir: string,
  machine: MachineRoom = thisMachine,
): Promise<{ readonly said: string; readonly short: readonly string[] }> {
  const expected = expectedRoom(loads);
  const [disk, memory] = await Promise.all([machine.disk(dataDir), machine.memory()]);
  const free = disk === undefined ? '' : ` (${inWords(disk.free)} are free)`;
  const said = `Room: at most about ${inWords(expected.disk)} on the disk of ${dataDir}${free}, and up to ${inWords(expected.memory)} of memory (${inWords(memory)} are free).`;
  const short = [
    ...(disk && disk.free < expected.disk
      ? [
          `The disk may become full: it lacks ${inWords(expected.disk - disk.free)} if nothing of this is loaded yet. Free some room, or choose another disk with --data-dir. A run that fills the disk ends in order, and goes on from there.`,
        ]
      : []),
    ...(memory < expected.memory
      ? [
          `Memory is short by ${inWords(expected.memory - memory)}: the run becomes slow, or the system ends it. Close other programs, or load fewer datasets at a time with --datasets.`,
        ]
      : []),
  ];
  return { said, short };
}

/** Notices a full disk that nobody else reports: Temporal's server asks again for ever, and cannot write its log either. */
import { type MachineFault, diskFullFault } from './machine-fault.ts';
import { isFull } from './room.ts';

const EVERY_MS = 1000;
/** DuckDB may take the last room for a moment and give it back when it fails. */
const LOOKS = 2;

/** Reports once when the disk of the data folder stays full. Returns how to stop looking. */
export function watchRoom(dataDir: string, report: (fault: MachineFault) => void): () => void {
  let full = 0;
  const look = async (): Promise<void> => {
    full = (await isFull(dataDir)) ? full + 1 : 0;
    if (full < LOOKS) return;
    stop();
    report(await diskFullFault(dataDir));
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  return stop;
}

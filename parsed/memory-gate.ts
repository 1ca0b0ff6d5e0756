/** Lets tasks begin as long as what they take together fits: first come, first served, so that a large one is never passed by. */
export interface MemoryGate {
  /**
   * Runs `work` once there is room for it; one that is larger than all the room there is runs alone.
   * @throws the signal's reason when it aborts before its turn
   */
  readonly run: <T>(mib: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

interface Waiting {
  readonly mib: number;
  readonly begin: () => void;
}

export function createMemoryGate(room: number): MemoryGate {
  const waiting: Waiting[] = [];
  let taken = 0;

  function letIn(): void {
    for (let next = waiting[0]; next && (taken === 0 || taken + next.mib <= room); next = waiting[0]) {
      waiting.shift();
      taken += next.mib;
      next.begin();
    }
  }

  async function turn(mib: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const one: Waiting = {
        mib,
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(one), 1);
        reject(signal.reason as Error);
        letIn();
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(one);
      letIn();
    });
  }

  return {
    async run(mib, signal, work) {
      await turn(mib, signal);
      try {
        return await work();
      } finally {
        taken -= mib;
        letIn();
      }
    },
  };
}

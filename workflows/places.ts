/** How many loads of a run are under way at once, and the pause: a load takes a place before it begins. */
import { condition } from '@temporalio/workflow';

/** Places are given in the order in which they were asked for; none while the run is paused. */
export class Places {
  paused = false;
  private readonly count: number;
  private readonly taken = new Set<string>();
  private readonly queue: string[] = [];

  constructor(count: number) {
    this.count = count;
  }

  /** Returns once `id` has a place. */
  async take(id: string): Promise<void> {
    this.queue.push(id);
    this.fill();
    try {
      await condition(() => this.taken.has(id));
    } catch (error) {
      // The run is cancelled while the load waits for its place.
      if (this.queue.includes(id)) this.queue.splice(this.queue.indexOf(id), 1);
      this.give(id);
      throw error;
    }
  }

  /** Gives the place of `id` to the next one; nothing where it has none. */
  give(id: string): void {
    if (this.taken.delete(id)) this.fill();
  }

  pause(paused: boolean): void {
    this.paused = paused;
    this.fill();
  }

  private fill(): void {
    while (!this.paused && this.taken.size < this.count) {
      const next = this.queue.shift();
      if (next === undefined) return;
      this.taken.add(next);
    }
  }
}

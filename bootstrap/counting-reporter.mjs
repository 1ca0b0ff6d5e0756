/** Mocha's own report, closed by one line that a machine can read: `812 passed, 0 failed, 3 skipped`. */
import Mocha from 'mocha';

export class CountingReporter extends Mocha.reporters.Spec {
  /** Called once everything has been reported; a full run has counts from beside to wait for and to add. */
  done(failures, finish) {
    const { passes = 0, pending = 0 } = this.stats;
    const beside = this.options.reporterOptions?.beside ?? Promise.resolve(undefined);
    void beside.then((other) => {
      if (other) console.log(other.output);
      const { passed, failed, skipped } = other?.counts ?? { passed: 0, failed: 0, skipped: 0 };
      console.log(`${passes + passed} passed, ${failures + failed} failed, ${pending + skipped} skipped`);
      finish(failures + failed);
    });
  }
}

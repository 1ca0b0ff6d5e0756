import { findTemporalCli, thisMachine } from '../../temporal-server/temporal-cli-find.ts';
import { OBTAIN_WITHIN_MS } from './shared-server.ts';

/** Call inside a `describe` that starts whole processes: where Temporal has to be built first, no test's time goes on it. */
export function obtainTemporalFirst(): void {
  before('the temporal program', async function () {
    this.timeout(OBTAIN_WITHIN_MS);
    await findTemporalCli(thisMachine((line) => console.log(`    ${line}`)));
  });
}

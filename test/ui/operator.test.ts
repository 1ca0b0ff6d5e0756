/** What an operator does in the Temporal UI, in the order in which it happens: each journey goes on where the one before ended. */
import assert from 'node:assert/strict';
import { makeSchedules } from '../../cli/schedule.ts';
import { BACKFILL_INPUTS, startBackfillLink } from '../../cli/ui-links.ts';
import type { DatasetYear } from '../../activities/references.ts';
import { REFRESH_SCHEDULE_ID } from '../../workflows/messages.ts';
import { describeWithChromium } from '../site/browser/chromium.ts';
import { type TestServer, OBTAIN_WITHIN_MS, testServer } from '../temporal-server/shared-server.ts';
import { type Crew, finalFailure, startWorkers } from '../workflows/stand.ts';
import { type TemporalUi, openTemporalUi } from './temporal-ui.ts';

const UPLOADS = 'https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2';
const fileOf = ({ dataset, fy }: DatasetYear, slot: string): string =>
  `${UPLOADS}/${dataset}-${fy}-${slot}.xlsx`;
const missing = [
  fileOf({ dataset: 'beds', fy: '2022-23' }, 'Q2'),
  fileOf({ dataset: 'tac', fy: '2022-23' }, 'Q1'),
];
const doubted = fileOf({ dataset: 'tac', fy: '2022-23' }, 'Q2');
const MENDED = `${UPLOADS}/2023/11/beds-Q2-revised.xlsx`;
const REASON = 'The total leaves out one trust, as note 3 says.';
const [, TWO_DATASETS = ''] = BACKFILL_INPUTS;

describeWithChromium('an operator in the Temporal UI', () => {
  let server: TestServer;
  let crew: Crew;
  let ui: TemporalUi;
  let failed = false;

  before('a server, workers and a browser', async function () {
    this.timeout(OBTAIN_WITHIN_MS);
    server = await testServer();
    crew = await startWorkers({
      pages: (year) => ({ Q1: [fileOf(year, 'Q1')], Q2: [fileOf(year, 'Q2')] }),
      sha256: (url) => `sha256 of ${url}`,
      failing: (url) =>
        missing.includes(url)
          ? finalFailure('NOT_FOUND', `There is nothing at ${url} (HTTP 404). Retry with --url.`)
          : undefined,
      refusing: (url) =>
        url === doubted ? 'The rows make 1,234,567, and the row "England" says 1,234,600.' : undefined,
      toAsk: [{ dataset: 'outpatients', fy: '2021-22' }],
    });
    await makeSchedules(server.client);
    ui = await openTemporalUi(server.target.uiUrl ?? '', server.namespace);
  });
  beforeEach(function () {
    if (failed) this.skip();
  });
  afterEach(function () {
    failed ||= this.currentTest?.state === 'failed';
  });
  after(async () => {
    await ui.close();
    for (const id of ['refresh', 'backfill-by-year'])
      await server.client.schedule
        .getHandle(id)
        .delete()
        .catch(() => undefined);
    for await (const { workflowId } of server.client.workflow.list({ query: 'ExecutionStatus="Running"' }))
      await server.client.workflow
        .getHandle(workflowId)
        .terminate()
        .catch(() => undefined);
    await crew.stop();
  });

  it('a backfill is started by the form that the printed link fills in, with an input to copy', async () => {
    const { page } = ui;
    await ui.start(startBackfillLink(server.target.uiUrl ?? '', server.namespace), TWO_DATASETS);
    await ui.picture('ui-start', 900);
    await page.getByRole('button', { name: 'Start Workflow', exact: true }).click();
    await page
      .getByText(/started/i)
      .first()
      .waitFor();
    const { type } = await server.client.workflow.getHandle('backfill').describe();
    assert.equal(type, 'backfill');
  });

  it('the page of the run shows datasets and years, what waits and what to press, with links that open', async () => {
    await ui.openWorkflow('backfill');
    const shown = await ui.details(/2 wait for you.*Interim join/);
    assert.match(shown, /beds waits for you/);
    assert.match(shown, /tac waits for you/);
    assert.match(shown, /There is nothing at https:\S+beds-2022-23-Q2\.xlsx \(HTTP 404\)\. Retry with --url/);
    assert.match(shown, /What to press: More Actions, at the top right, then Send an Update/);
    assert.equal(await ui.inDetails('table').count(), 1);
    await ui.picture('ui-run', 850);
    const opened = ui.page.context().waitForEvent('page');
    await ui.inDetails('a').filter({ hasText: 'beds 2022-23' }).click();
    const load = await opened;
    await load.getByRole('heading', { name: 'load/beds/2022-23' }).waitFor();
    await load.close();
  });

  it('a message that makes no sense is refused in its dialog, in one sentence with an example and no stack', async () => {
    await ui.openWorkflow('load/beds/2022-23');
    await ui.details(/needs attention.*More Actions, at the top right/);
    const said = await ui.sendRefused('retryDownload', '{"address": "https://www.england.nhs.uk/x.xlsx"}');
    assert.match(
      said,
      /^retryDownload knows "url", "who" only, not "address"\. Send \{\}.*to fetch from another\.$/,
    );
  });

  it('a parked load takes a file from the address it is sent, says so and goes on', async () => {
    await ui.picture('ui-load', 720);
    await ui.sendUpdate('retryDownload', `{"url": "${MENDED}"}`);
    const shown = await ui.details(/stage done .*Decision 1 is kept/);
    assert.ok(
      shown.includes(`With ${MENDED}: Loaded: Q2. Nothing is missing any more. Decision 1 is kept.`),
      shown,
    );
  });

  it('a refused file is loaded on the word of a person, who sees whose word is kept', async () => {
    await ui.openWorkflow('load/tac/2022-23');
    await ui.details(/needs attention.*accept with/);
    await ui.sendUpdate('accept', JSON.stringify({ reason: REASON }));
    await ui.details(/Loaded: Q2\. One file is still missing/);
    const kept = crew.log.decided.find(({ kind }) => kind === 'accept');
    assert.deepEqual([kept?.value, kept?.reason, kept?.who], ['TOTAL_DISAGREES', REASON, 'Temporal UI']);
  });

  it('skipAll with a reason lets the run end, and its page names the gap', async () => {
    await ui.openWorkflow('backfill');
    await ui.details(/1 done, 1 waits for you|1 waits for you, 1 done/);
    await ui.sendUpdate('skipAll', '{"reason": "withdrawn by the publisher"}');
    await server.client.workflow.getHandle('backfill').result();
    await ui.openWorkflow('backfill');
    assert.match(await ui.details(/Joined:/), /Skipped by the operator: withdrawn by the publisher/);
  });

  it('the schedule refresh is unpaused and triggered, and its run asks what may be new', async () => {
    await ui.openSchedule(REFRESH_SCHEDULE_ID);
    await ui.unpause('Switched on in the UI.');
    await ui.trigger();
    await ui.page.getByRole('link', { name: /^refresh-2/ }).waitFor();
    await ui.picture('ui-schedule', 900);
    const schedule = await server.client.schedule.getHandle(REFRESH_SCHEDULE_ID).describe();
    assert.deepEqual([schedule.state.paused, schedule.state.note], [false, 'Switched on in the UI.']);
    const [run] = schedule.info.recentActions;
    await server.client.workflow.getHandle(run?.action.workflow.workflowId ?? '').result();
    assert.ok(crew.log.steps.includes('load outpatients Q1 Q2'));
    ui.assertSound();
  });
});

import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command-line.ts';

const nowhere = join(tmpdir(), 'no-such-data-folder');

describe('calling the command line wrongly', function () {
  this.timeout(60_000);

  for (const [args, sentence] of [
    [['frob'], /There is no command "frob"/],
    [['run', '--years', '2019-21'], /"2019-21" is not a financial year/],
    [['run', '--years', '2020-21..2017-18'], /runs backwards. Write 2017-18..2020-21/],
    [['run', '--years', '2030-31'], /nothing to load.*tac 2030-31/],
    [['run', '--datasets', 'beds,bedz'], /no dataset "bedz". There are: tac, ods, beds, ae-monthly/],
    [['run', '--on-failure', 'hope'], /Allowed choices are wait, skip/],
    [['run', '--patience', 'long'], /not a length of time/],
    [['run', '--from-folder', nowhere], /is not a folder/],
    [['retry', 'beds'], /Say which financial year of beds/],
    [['run', '--bogus'], /unknown option/],
    [['work'], /required option '--queue <name>'/],
    [['work', '--queue', 'join'], /Allowed choices are ingest, warehouse/],
  ] as const) {
    it(`${args.join(' ').replace(nowhere, '<nowhere>')}: one sentence, exit 64`, async () => {
      const ended = await runCommand([...args, '--data-dir', nowhere]);
      assert.equal(ended.code, 64);
      assert.match(ended.stderr, sentence);
      assert.doesNotMatch(ended.stderr, /\bat .*:\d+:\d+/);
    });
  }

  it('--help lists every command, exit 0', async () => {
    const ended = await runCommand(['--help']);
    assert.equal(ended.code, 0);
    for (const command of ['run', 'status', 'retry', 'skip', 'up', 'work'])
      assert.match(ended.stdout, new RegExp(`^  ${command} `, 'm'));
    assert.match(ended.stdout, /^ {2}NHS_STORE=s3:/m);
  });

  it('status, retry and skip where nothing runs say how to start, exit 1', async () => {
    for (const args of [['status'], ['retry', 'beds', '2019-20'], ['skip', 'beds', '2019-20']]) {
      const ended = await runCommand([...args, '--data-dir', nowhere]);
      assert.equal(ended.code, 1);
      assert.match(ended.stderr, /Nothing is running in \/tmp\/no-such-data-folder\./);
    }
    const work = await runCommand(['work', '--queue', 'ingest', '--data-dir', nowhere]);
    assert.equal(work.code, 1);
    assert.match(work.stderr, /no Temporal server to work for. Set TEMPORAL_ADDRESS/);
  });
});

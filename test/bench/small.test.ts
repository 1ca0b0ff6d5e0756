/** The benchmarks on a few rows: that they can be run is shown here, what they measure is not. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { enlargeCsv } from '../../bench/full-size/enlarge-csv.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function bench(script: string): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `bench/${script}.ts`, '--small'], { cwd: root });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}

describe('a benchmark with --small', function () {
  this.timeout(240_000);
  obtainTemporalFirst();

  it('of every dataset makes its files, runs twice and says how many figures it loaded', async () => {
    const { code, printed } = await bench('full-size');
    assert.equal(code, 0, printed);
    const [, figures = '0'] = /first run: ([\d,]+) observations/.exec(printed) ?? [];
    assert.ok(Number(figures.replace(',', '')) > 10_000, printed);
    assert.match(printed, /again, nothing changed: [\d,]+ observations.*\n\d+ requests, 0\.0 MB fetched/);
  });

  it('of a re-run runs twice', async () => {
    const { code, printed } = await bench('rerun');
    assert.equal(code, 0, printed);
    assert.match(printed, /re-run 1, nothing changed: .* 0 bytes/);
  });

  it('of the accounts reads a pair of workbooks with every reader that is installed', async () => {
    const { code, printed } = await bench('run');
    assert.equal(code, 0, printed);
    assert.match(printed, /ours, loaded/);
  });
});

describe('a long table that is to be enlarged', () => {
  const table = { level: 0, cut: 2, cells: (number: number) => [`cut ${number}`, '5'] };

  it('grows whether its level says Provider or 02.Provider', () => {
    for (const level of ['Provider', '02.Provider']) {
      const csv = enlargeCsv(Buffer.from(`level,code,cut,n\r\n${level},R1H,a,1\r\n`), 50, table);
      assert.ok(csv.toString().split('\r\n').length > 50);
    }
  });

  it('without a provider ends with its headings, not with a loop', () => {
    assert.throws(
      () => enlargeCsv(Buffer.from('level,code,cut,n\r\nEngland,,a,1\r\n'), 50, table),
      /No row of a provider under the headings level, code, cut, n/,
    );
  });
});

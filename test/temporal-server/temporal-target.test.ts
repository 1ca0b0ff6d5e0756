import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachTemporal, openTemporal } from '../../temporal-server/open-temporal.ts';
import { targetFromEnvironment } from '../../temporal-server/temporal-target.ts';
import { OBTAIN_WITHIN_MS, testServer } from './shared-server.ts';

/** No configuration file of the person's may decide a test. */
const NO_FILE = { TEMPORAL_CONFIG_FILE: join(tmpdir(), 'there-is-no-such-file.toml') } as const;

describe('the Temporal server a person names', () => {
  it('is nobody when neither address nor profile is set', () => {
    assert.equal(targetFromEnvironment({ ...NO_FILE, TEMPORAL_NAMESPACE: 'finance' }), undefined);
  });

  it('is reached in its namespace, without TLS, when only address and namespace are set', () => {
    const target = targetFromEnvironment({
      ...NO_FILE,
      TEMPORAL_ADDRESS: 'temporal.trust.example:7233',
      TEMPORAL_NAMESPACE: 'finance',
    });
    assert.equal(target?.address, 'temporal.trust.example:7233');
    assert.equal(target.namespace, 'finance');
    assert.equal(target.connection.tls, undefined);
  });

  it('is spoken to over TLS when there is an API key', () => {
    const target = targetFromEnvironment({
      ...NO_FILE,
      TEMPORAL_ADDRESS: 'cloud.example:7233',
      TEMPORAL_API_KEY: 'k',
    });
    assert.equal(target?.connection.apiKey, 'k');
    assert.equal(target.connection.tls, true);
    assert.equal(target.namespace, 'default');
  });

  it('is used in place of an embedded one, which is not started', async function () {
    this.timeout(OBTAIN_WITHIN_MS);
    const { address } = await testServer();
    const dataDir = join(tmpdir(), 'nhs-never-created');
    const lines: string[] = [];
    const env = { ...NO_FILE, TEMPORAL_ADDRESS: address };
    for (const open of [
      await openTemporal({ dataDir, say: (line) => lines.push(line) }, env),
      await attachTemporal(dataDir, env),
    ]) {
      assert.deepEqual([open?.embedded, open?.target.address], [false, address]);
      await open?.close();
    }
    assert.deepEqual(lines, [
      `Using the Temporal server at ${address} (TEMPORAL_ADDRESS), namespace default.`,
    ]);
    assert.equal(existsSync(dataDir), false);
  });

  it('is nobody for status, retry and skip when nothing runs for the data folder', async () => {
    assert.equal(await attachTemporal(join(tmpdir(), 'nhs-never-created'), NO_FILE), undefined);
  });
});

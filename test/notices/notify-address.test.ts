import assert from 'node:assert/strict';
import { notifyAddress } from '../../notices/notify-address.ts';

describe('NHS_NOTIFY_URL', () => {
  it('is any https address, and an http one of this machine or a private network', () => {
    for (const url of [
      'https://hooks.example.com/services/T0/B0/x',
      'http://127.0.0.1:9000/hook',
      'http://localhost/hook',
      'http://[::1]:80/hook',
      'http://10.1.2.3/hook',
      'http://[fd00::1]/hook',
      'http://chat/hook',
      'http://chat.trust.internal/hook',
    ])
      assert.equal(notifyAddress({ NHS_NOTIFY_URL: ` ${url} ` })?.href, new URL(url).href);
  });

  it('is nothing where it is not set, or empty', () => {
    assert.equal(notifyAddress({}), undefined);
    assert.equal(notifyAddress({ NHS_NOTIFY_URL: ' ' }), undefined);
  });

  it('is refused, without being shown, where everybody on the way could read it, or where it is no address', () => {
    for (const url of [
      'http://hooks.example.com/s3cret',
      'http://8.8.8.8/s3cret',
      'ftp://10.0.0.1/s3cret',
      's3cret',
      'javascript:s3cret',
      `https://chat.example/${'s3cret'.repeat(1000)}`,
    ])
      assert.throws(
        () => notifyAddress({ NHS_NOTIFY_URL: url }),
        (error: Error) => error instanceof RangeError && !error.message.includes('s3cret'),
        url,
      );
  });
});

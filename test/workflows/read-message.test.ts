import assert from 'node:assert/strict';
import { readRetry, readSkip } from '../../workflows/read-message.ts';

const FILE = 'https://www.england.nhs.uk/statistics/q2.xlsx';
/** As deep as a person's tool would ever make it, and deeper. */
const DEEP: unknown = Array.from({ length: 2000 }).reduce((inner) => ({ inner }), 'x');

/** The sentence a message is refused with; it stands alone, and is short however long the message was. */
function refusedBy(read: typeof readRetry | typeof readSkip, args: readonly unknown[]): string {
  const answer = read(args);
  assert.ok('refused' in answer, JSON.stringify(args).slice(0, 200));
  assert.ok(answer.refused.length < 600, answer.refused);
  assert.doesNotMatch(answer.refused, /undefined|TypeError|\[object|\n/);
  return answer.refused;
}

describe('messages to a parked load', () => {
  it('retryDownload is nothing, {}, an address in "url", or the address alone', () => {
    for (const args of [[], [undefined], [null], [{}], [{ url: null }]])
      assert.deepEqual(readRetry(args), { asked: { verb: 'retry' } });
    for (const args of [[FILE], [` ${FILE}\n`], [{ url: FILE }], [{ url: FILE }, undefined]]) {
      assert.deepEqual(readRetry(args), { asked: { verb: 'retry', url: FILE } });
    }
  });

  it('skip is a reason in "reason", or the reason alone', () => {
    for (const args of [['withdrawn'], [' withdrawn '], [{ reason: 'withdrawn' }]]) {
      assert.deepEqual(readSkip(args), { asked: { verb: 'skip', reason: 'withdrawn' } });
    }
    assert.deepEqual(readSkip(['one\u001b[31mtwo']), { asked: { verb: 'skip', reason: 'one [31mtwo' } });
  });

  it('skip without a reason is refused, with an example', () => {
    for (const args of [[], [undefined], [null], [{}], [''], [{ reason: ' ' }], [{ reason: null }]]) {
      assert.match(refusedBy(readSkip, args), /^Say why it is skipped\. Send \{"reason": "/);
    }
  });

  it('any other shape is refused by what it is, with an example', () => {
    const shapes: readonly (readonly [unknown, RegExp])[] = [
      [5, /cannot be sent 5 \(a number\)/],
      [true, /cannot be sent true \(a boolean\)/],
      [[1], /cannot be sent a list/],
      [DEEP, /not "inner"/],
      [{ because: 'x' }, /not "because"/],
      [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, /not "a", "b", "c" and 2 more/],
      [{ ['k'.repeat(5000)]: 1 }, /not "k{60}…"/],
      [JSON.parse('{"__proto__": 1}'), /not "__proto__"/],
    ];
    for (const [sent, pattern] of shapes) {
      assert.match(refusedBy(readRetry, [sent]), pattern);
      assert.match(refusedBy(readRetry, [sent]), /Send \{\} to try .*\{"url": "https:/);
      assert.match(refusedBy(readSkip, [sent]), pattern);
      assert.match(refusedBy(readSkip, [sent]), /Send \{"reason": "/);
    }
    assert.match(refusedBy(readRetry, [{}, {}]), /takes one value, and 2 were sent/);
    assert.match(refusedBy(readSkip, ['one', 'two', 'three']), /takes one value, and 3 were sent/);
    assert.match(refusedBy(readRetry, [{ url: 5 }]), /"url" must be text, not 5 \(a number\)/);
    assert.match(refusedBy(readRetry, [{ url: [FILE] }]), /"url" must be text, not a list/);
    assert.match(refusedBy(readSkip, [{ reason: DEEP }]), /"reason" must be text, not an object/);
    assert.match(refusedBy(readSkip, ['x'.repeat(1001)]), /has 1001 characters; 1000 is the most/);
  });

  it('an address that no publisher has is refused, and no secret of it is shown', () => {
    const addresses: readonly (readonly [string, RegExp])[] = [
      ['because', /"because" is not the https address/],
      ['', /is empty/],
      ['http://www.england.nhs.uk/q2.xlsx', /not the https address/],
      ['javascript:alert(1)', /not the https address/],
      ['file:///etc/passwd', /not the https address/],
      ['https://www.england.nhs.uk', /of a site, not of a file/],
      ['https://www.england.nhs.uk/q 2.xlsx', /holds a blank/],
      ['https://someone:secret@www.england.nhs.uk/q2.xlsx', /carries a user name or a password/],
      ['ftp://someone:secret@www.england.nhs.uk/q2.xlsx', /carries a user name or a password/],
      ['http://www.england.nhs.uk/q2.xlsx?sig=secret', /not the https address/],
      ['https://127.0.0.1/q2.xlsx', /on this machine or a private network/],
      ['https://2130706433/q2.xlsx', /on this machine or a private network/],
      ['https://0x7f.1/q2.xlsx', /on this machine or a private network/],
      ['https://10.0.0.8/q2.xlsx', /on this machine or a private network/],
      ['https://[::1]/q2.xlsx', /on this machine or a private network/],
      ['https://localhost/q2.xlsx', /on this machine or a private network/],
      ['https://data.localhost./q2.xlsx', /on this machine or a private network/],
      ['https://www.england.nhs.uk:8443/q2.xlsx', /on port 8443/],
      [`${FILE}?${'x'.repeat(3000)}`, /2000 is the most/],
    ];
    for (const [url, pattern] of addresses) {
      for (const args of [[url], [{ url }]]) {
        const sentence = refusedBy(readRetry, args);
        assert.match(sentence, pattern);
        assert.doesNotMatch(sentence, /secret/);
      }
    }
  });
});

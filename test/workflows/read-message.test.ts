import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRetry, readSkip } from '../../workflows/read-message.ts';

const URL_OF_A_FILE = 'https://www.england.nhs.uk/a.xlsx';
const sentence = (read: object): string => ('refused' in read ? String(read.refused) : JSON.stringify(read));

describe('what is sent to a load', () => {
  it('nothing, or nothing in it, is a retry of the same addresses', () => {
    for (const sent of [undefined, null, '', '  ', {}, { url: undefined }, { url: null }, { url: ' ' }])
      assert.deepEqual(readRetry(sent), { meant: {} });
  });

  it('a bare https address is the address, and a bare text the reason', () => {
    assert.deepEqual(readRetry(` ${URL_OF_A_FILE} `), { meant: { url: URL_OF_A_FILE } });
    assert.deepEqual(readRetry({ url: URL_OF_A_FILE }), { meant: { url: URL_OF_A_FILE } });
    assert.deepEqual(readSkip(' withdrawn '), { meant: { reason: 'withdrawn' } });
    assert.deepEqual(readSkip({ reason: 'withdrawn' }), { meant: { reason: 'withdrawn' } });
  });

  it('an address that is none, or has a password, is refused with an example', () => {
    for (const url of [
      'http://a.uk/b',
      'https://u:p@a.uk/b',
      'file:///etc/x',
      'javascript:1',
      'because',
      `https://a/${'x'.repeat(3000)}`,
    ]) {
      assert.match(sentence(readRetry(url)), /is not the https address of a file\. .*\{"url": "https/);
      assert.match(sentence(readRetry({ url })), /is not the https address of a file/);
    }
    assert.match(sentence(readRetry({ url: 5 })), /The url 5 is no text/);
  });

  it('a reason that is none is refused with an example', () => {
    for (const sent of [undefined, null, '', ' ', {}, { reason: ' ' }, { reason: null }])
      assert.match(sentence(readSkip(sent)), /^Say why it is skipped: \{"reason": "…"\}/);
    for (const sent of [{ reason: 5 }, { reason: ['x'] }])
      assert.match(sentence(readSkip(sent)), /is no text/);
    assert.match(sentence(readSkip('x'.repeat(5000))), /too long/);
  });

  it('an unknown key is refused by its name, and anything else by what it is', () => {
    assert.match(sentence(readSkip({ because: 'x' })), /^"because" is no part of this message/);
    assert.match(sentence(readRetry({ URL: URL_OF_A_FILE })), /^"URL" is no part of this message/);
    for (const sent of [5, true, [1], [], ['https://a/b']]) {
      assert.match(sentence(readRetry(sent)), /is not understood/);
      assert.match(sentence(readSkip(sent)), /is not understood/);
    }
  });

  it('is read without an error whatever it is, and answered in a sentence of bearable length', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (sent) => {
        for (const read of [readRetry, readSkip]) assert.ok(sentence(read(sent)).length < 2500);
      }),
    );
  });
});

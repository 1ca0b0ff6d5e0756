import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNumber } from '../../nhs/printed-number.ts';

describe('a printed number', () => {
  it('is read with or without thousands commas, for every whole number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (value) => {
        const grouped = value.toLocaleString('en-GB');
        assert.deepEqual(readNumber(String(value)), { kind: 'number', value });
        assert.deepEqual(readNumber(` ${grouped} `), { kind: 'number', value });
        assert.deepEqual(readNumber(value), { kind: 'number', value });
      }),
    );
  });

  it('keeps every digit of a fraction', () => {
    assert.deepEqual(readNumber('1,846.8351648351647'), { kind: 'number', value: 1846.8351648351647 });
    assert.deepEqual(readNumber('0.0'), { kind: 'number', value: 0 });
  });

  it('is never made of a blank or a dash', () => {
    for (const blank of ['', '  ', '\u00a0', '-', ' - ', '–', '—', null, undefined]) {
      assert.deepEqual(readNumber(blank), { kind: 'blank' }, JSON.stringify(blank));
    }
  });

  it('is withheld where an asterisk stands', () => {
    assert.deepEqual(readNumber('*'), { kind: 'suppressed' });
  });

  it('is not guessed at', () => {
    const odd = [
      'n/a',
      'n/a*',
      '1,23,4',
      '12 345',
      '(7)',
      '1.2E+05',
      '0x10',
      '5%',
      '£5',
      '1.',
      '.5',
      '٣',
      'Infinity',
      '1,2345',
      '--1',
    ];
    for (const text of odd) assert.deepEqual(readNumber(text), { kind: 'unreadable' }, text);
    assert.deepEqual(readNumber({ error: '#REF!' }), { kind: 'unreadable' });
    assert.deepEqual(readNumber(true), { kind: 'unreadable' });
    assert.deepEqual(readNumber(Number.NaN), { kind: 'unreadable' });
  });

  it('from any text at all is that number, without the marks beside it, or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const read = readNumber(text);
        const figure = text.replace(/\[[^\]]*\]/g, '').replace(/[^\d.-]/g, '');
        if (read.kind === 'number') assert.equal(read.value, Number(figure));
      }),
    );
  });
});

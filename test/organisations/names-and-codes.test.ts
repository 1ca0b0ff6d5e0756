import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanCode } from '../../organisations/codes.ts';
import { normaliseName, shortName } from '../../organisations/normalise-name.ts';

describe('matching: names', () => {
  it('ampersands, apostrophes, commas, capitals and a leading The make no difference', () => {
    const same = [
      ["Guy's & St Thomas' NHS Foundation Trust", 'GUY’S AND ST THOMAS’ NHS FOUNDATION TRUST'],
      ['The Whittington Hospital NHS Trust', 'Whittington Hospital NHS Trust'],
      [
        "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
        "Queen Elizabeth Hospital King's Lynn NHS Foundation Trust",
      ],
      ['Northumberland, Tyne and Wear NHS FT', 'Northumberland Tyne & Wear NHS FT'],
      ['North West Anglia NHS Foundation Trust ', 'North  West\u00a0Anglia NHS Foundation Trust'],
      ['LANCASHIRE & SOUTH CUMBRIA', 'Lancashire and South Cumbria'],
    ] as const;
    for (const [one, other] of same) assert.equal(normaliseName(one), normaliseName(other));
  });

  it('no word is lost: University, Teaching and Hospitals tell trusts apart', () => {
    assert.notEqual(
      normaliseName('Aintree University Hospital NHS FT'),
      normaliseName('Aintree University Hospitals NHS FT'),
    );
    assert.equal(
      shortName('University Hospitals Dorset NHS Foundation Trust'),
      'UNIVERSITY HOSPITALS DORSET',
    );
    assert.equal(
      shortName('Kent and Medway NHS and Social Care Partnership Trust'),
      'KENT AND MEDWAY AND SOCIAL CARE PARTNERSHIP',
    );
  });

  it('normalising twice changes nothing more', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('The', 'the', ' ', '&', "'", '’', 'Leeds', 'NHS', 'Trust', ',', '-', '2gether'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, (text) => {
        const once = normaliseName(text);
        assert.equal(normaliseName(once), once);
        assert.equal(once, once.trim());
      }),
    );
  });
});

describe('matching: codes', () => {
  it('white space and small letters are cleaned, the suffix -X comes off', () => {
    assert.deepEqual(cleanCode(' rj1 '), { code: 'RJ1', hadSuffix: false });
    assert.deepEqual(cleanCode('RYR-X'), { code: 'RYR', hadSuffix: true });
    assert.deepEqual(cleanCode('\u00a0r0a-x\n'), { code: 'R0A', hadSuffix: true });
    assert.deepEqual(cleanCode('G6V2S'), { code: 'G6V2S', hadSuffix: false });
  });

  it('a letter O is not made a zero', () => {
    assert.equal(cleanCode('ROA').code, 'ROA');
  });

  it('a suffix alone is no code', () => {
    assert.deepEqual(cleanCode('-X'), { code: '-X', hadSuffix: false });
    assert.deepEqual(cleanCode(''), { code: '', hadSuffix: false });
  });

  it('every code survives padding, small letters and the suffix', () => {
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
    const code = fc.string({ unit: letter, minLength: 3, maxLength: 6 });
    const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\u00a0'), maxLength: 3 });
    fc.assert(
      fc.property(code, space, space, fc.boolean(), (plain, before, after, suffix) => {
        const printed = before + plain.toLowerCase() + (suffix ? '-x' : '') + after;
        assert.deepEqual(cleanCode(printed), { code: plain, hadSuffix: suffix });
      }),
    );
  });
});

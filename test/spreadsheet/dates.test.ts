import assert from 'node:assert/strict';
import {
  excelDateText,
  excelDurationText,
  isoDateText,
  meaningOf,
  NumberMeaning,
} from '../../spreadsheet/excel-dates.ts';
import { readRows } from './xlsx-file.ts';

describe('dates in a workbook', () => {
  it('are numbers under a date format, and come as ISO text', () => {
    const formats = [
      14,
      22,
      'dd mmm yyyy',
      '[$-809]d mmmm yyyy;@',
      'yyyy"-"mm',
      '0.00',
      '#,##0_);[Red]\\(#,##0\\)',
      '"day "0',
      46,
      'hh:mm',
    ];
    const values = ['43831', '43831.75', '43831', '43831', '43831', '43831', '43831', '43831', '1.5', '0.75'];
    const cells = values.map((value, index) => `<c s="${index + 1}"><v>${value}</v></c>`).join('');
    assert.deepEqual(readRows({ rows: `<row>${cells}</row>`, formats }), [
      [
        1,
        '2020-01-01',
        '2020-01-01T18:00:00',
        '2020-01-01',
        '2020-01-01',
        '2020-01-01',
        43831,
        43831,
        43831,
        '36:00:00',
        '18:00:00',
      ],
    ]);
  });

  it('count from 1904 where the workbook says so', () => {
    assert.deepEqual(
      readRows({
        rows: '<row><c s="1"><v>42369</v></c><c><v>42369</v></c></row>',
        formats: [14],
        from1904: true,
      }),
      [[1, '2020-01-01', 42369]],
    );
  });

  it('may be written as ISO text', () => {
    const written = ['2019-04-01', '2019-04-01T00:00:00', '2019-04-01T09:30:00.000Z', '09:30'];
    assert.deepEqual(
      readRows({ rows: `<row>${written.map((text) => `<c t="d"><v>${text}</v></c>`).join('')}</row>` }),
      [[1, '2019-04-01', '2019-04-01', '2019-04-01T09:30:00', '09:30:00']],
    );
  });

  it('that Excel shows as ##### are errors, not numbers', () => {
    assert.deepEqual(
      readRows({ rows: '<row><c s="1"><v>-1</v></c><c s="1"><v>9999999</v></c></row>', formats: [14] }),
      [[1, { error: '#####' }, { error: '#####' }]],
    );
  });

  it('before March 1900 follow the calendar, without the day that never was', () => {
    assert.deepEqual(
      [1, 59, 60, 61, 0.5, 2_958_465].map((serial) => excelDateText(serial, false)),
      ['1900-01-01', '1900-02-28', undefined, '1900-03-01', '12:00:00', '9999-12-31'],
    );
  });

  it('are rounded to the second, up to midnight', () => {
    assert.equal(excelDateText(43830.999999999, false), '2020-01-01');
    assert.equal(excelDateText(43831 + 1 / 3, false), '2020-01-01T08:00:00');
    assert.equal(excelDateText(0.999999999, false), '1900-01-01');
    assert.equal(excelDurationText(1.0625), '25:30:00');
  });

  it('are told from numbers by the letters of the format alone', () => {
    const date = ['d', 'mmm-yy', 'h:mm AM/PM', 'ss.0', '0;yyyy', '[Red]dd/mm', 'YYYY'];
    const number = [
      'General',
      'GENERAL',
      '0.00E+00',
      '#,##0 "days"',
      '0\\d',
      '_d0',
      '*h0',
      '[Red]0',
      '[$£-809]#,##0',
      '@',
      '0%',
      '',
      '# ?/?',
    ];
    for (const code of date) assert.equal(meaningOf(code), NumberMeaning.date, code);
    for (const code of number) assert.equal(meaningOf(code), NumberMeaning.number, code);
    for (const code of ['[h]:mm', '[mm]:ss', '[s]'])
      assert.equal(meaningOf(code), NumberMeaning.duration, code);
  });

  it('in ISO text must be dates of the calendar', () => {
    for (const text of ['2019-13-01', '2019-02-30', '1/4/2019', '', 'T', '2019', '25:00'])
      assert.equal(isoDateText(text), undefined, text);
  });
});

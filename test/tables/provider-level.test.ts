import { yearsPrinted } from '../../nhs/named-years.ts';
import assert from 'node:assert/strict';
import { plainLabel } from '../../datasets/tables/provider-level/label.ts';

describe('labels of provider level analyses', () => {
  it('are the same whatever blanks, dashes, numbers and letters they are printed with', () => {
    for (const text of ['Table 1:DNAs\n- Males', 'TABLE  1:DNAs\u00a0– males ', 'Table 1:DNAs ‒ Males']) {
      assert.equal(plainLabel(text), 'table 1:dnas - males');
    }
    assert.equal(plainLabel('03.Did not Attend-Female'), 'did not attend-female');
    assert.equal(plainLabel('MEASURE_VALUE_SUM_1'), 'measure value sum 1');
    assert.equal(plainLabel('2. Very urgent'), '2. very urgent');
  });

  it('print a year in full, or run together as files, sheets and periods have it', () => {
    const printed: readonly (readonly [text: string, ...years: string[]])[] = [
      ['MPDP 2019-20', '2019-20'],
      ['201920 DATA', '2019-20'],
      ['Table A_2021', '2020-21'],
      ['2425', '2024-25'],
      ['AE_2324_ECDS_pla_output.csv', '2023-24'],
      ['acci-emer-atte-end-2012-2013-pla.xls', '2012-13'],
      ['Provider Level Analysis 2018-19 to 2019-20', '2018-19', '2019-20'],
      ['Hospital Outpatient Activity, 2021/22', '2021-22'],
      ['Hospital Outpatient Activity, 2021-22', '2021-22'],
      ['2018'],
      ['1921'],
      ['2019-21'],
      ['45/16564D'],
    ];
    for (const [text, ...years] of printed) assert.deepEqual(yearsPrinted(text), years, text);
  });
});

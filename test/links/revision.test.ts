import assert from 'node:assert/strict';
import { versionOf } from '../../datasets/links/revision.ts';

describe('the version a name marks', () => {
  const VERSIONS: readonly (readonly [name: string, version: number])[] = [
    ['hosp-epis-stat-admi-prov-leve-2019-20-tab v2.xlsx', 2],
    ['hosp-epis-stat-admi-diag-2022-23-tab_V2.xlsx', 2],
    ['hosp-epis-stat-outp-pla-2020-21-v3.csv', 3],
    ['hosp-epis-stat-admi-prov-2019-20-tabv2.xlsx', 2],
    ['Hospital providers (version 2)', 2],
    ['gp-reg-pat-prac-all-v10.csv', 10],
    ['hosp-epis-stat-admi-diag-2019-20-tab supp.xlsx', 2],
    ['hosp-epis-stat-admi-prov-2019-20-tab.xlsx', 1],
    ['hosp-epis-stat-admi-prov-2019-20-tab v1.xlsx', 1],
  ];
  for (const [name, version] of VERSIONS) {
    it(`is ${version} in ${name}`, () => assert.equal(versionOf(name), version));
  }

  it('is not read out of a month, a year, a random suffix or another word', () => {
    const others = [
      'nov-20.csv',
      'Nov 19',
      'prov-2019-20',
      'v2019',
      'A&E-v2o4k.xls',
      'support',
      'level 2',
      '',
    ];
    for (const text of others) assert.equal(versionOf(text), 1, text);
  });
});

/** The four ODS zips of today: trusts as published (a real edition), care trusts, and who followed whom. */
import { readFileSync } from 'node:fs';
import { lines, organisationRow, successionRow } from '../../fixtures/ods.ts';
import { zipOf } from '../small-web.ts';

const SUCCESSORS: readonly (readonly [string, string, string])[] = [
  ['RW3', 'R0A', '20171001'],
  ['RM2', 'R0A', '20171001'],
  ['RQ6', 'REM', '20191001'],
  ['RNL', 'RNN', '20191001'],
  ['RBA', 'RH5', '20200401'],
  ['RD3', 'R0D', '20201001'],
  ['RDZ', 'R0D', '20201001'],
  ['RT3', 'RJ1', '20210201'],
  ['RXH', 'RYR', '20210401'],
  ['RW6', 'R0A', '20210401'],
  ['RW6', 'RM3', '20211001'],
  ['RA4', 'RH5', '20230401'],
  ['RVY', 'RBN', '20230701'],
];

/** Address and bytes of each. */
export function odsFiles(): ReadonlyMap<string, Buffer> {
  const etr = readFileSync(
    new URL('../../../sample/files/etr-2025-12-incl-closed.csv', import.meta.url),
    'utf8',
  );
  const careTrust = (code: string, name: string, close = ''): string =>
    organisationRow(code, name, {
      open: '20030401',
      close,
      grouping: 'Y63',
      geography: 'QF7',
      postcode: 'S10 3TH',
    });
  const csv = {
    etr,
    ect: lines(
      careTrust('TAD', 'BRADFORD DISTRICT CARE NHS FOUNDATION TRUST'),
      careTrust('TAF', 'CAMDEN AND ISLINGTON NHS FOUNDATION TRUST', '20241031'),
      careTrust('TAH', 'SHEFFIELD HEALTH & SOCIAL CARE NHS FOUNDATION TRUST'),
      careTrust('TAJ', 'BLACK COUNTRY HEALTHCARE NHS FOUNDATION TRUST'),
    ),
    succ: lines(successionRow('A81001', 'A81004', '20251001'), successionRow('RVJ', 'RA7', '20260701')),
    succarc: lines(
      successionRow('00C', '16C', '20200401', 'X'),
      ...SUCCESSORS.map(([old, next, date]) => successionRow(old, next, date)),
      successionRow('RR1', 'RRK', '20180401'),
    ),
  };
  return new Map(
    Object.entries(csv).map(([stem, text]) => [
      `https://files.digital.nhs.uk/assets/ods/current/${stem}.zip`,
      zipOf(`${stem}.csv`, text),
    ]),
  );
}

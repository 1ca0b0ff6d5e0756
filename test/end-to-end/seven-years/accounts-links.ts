/** Where the accounts of the seven years lie (dossier tac, section 2). */
import { type Year, YEARS } from './calendar.ts';
import { SITE } from './links.ts';

const ARCHIVE = 'https://webarchive.nationalarchives.gov.uk/ukgwa';
const OLD = 'https://improvement.nhs.uk/documents';
export const UPLOADED = `${SITE}/wp-content/uploads`;

const ADDRESSES: Readonly<Record<Year, readonly [trusts: string, foundationTrusts: string]>> = {
  '2017-18': [
    `${ARCHIVE}/20200327163023mp_/${OLD}/3302/All_TAC_data_published_in_NHS_trusts_accounts_for_2017-18.xlsx`,
    `${ARCHIVE}/20200327163023mp_/${OLD}/3142/All_TAC_data_published_in_NHS_foundation_trusts_accounts_for_2017-18.xlsx`,
  ],
  '2018-19': [
    `${ARCHIVE}/20200327162132mp_/${OLD}/5905/TAC_data_published_in_NHS_trusts_accounts_for_2018-19.xlsx`,
    `${ARCHIVE}/20200327162132mp_/${OLD}/5906/TAC_data_published_in_NHS_foundation_trusts_accounts_for_2018-19.xlsx`,
  ],
  '2019-20': [
    `${UPLOADED}/2021/04/TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx`,
    `${UPLOADED}/2021/04/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2019-20.xlsx`,
  ],
  '2020-21': [
    `${UPLOADED}/2022/03/TAC-data-published-in-NHS-trust-accounts-for-2020-21.xlsx`,
    `${UPLOADED}/2022/03/TAC-data-published-in-NHS-foundation-trust-accounts-for-2020-21.xlsx`,
  ],
  '2021-22': [
    `${UPLOADED}/2023/07/TAC-data-published-in-NHS-trusts-accounts-for-2021-22.xlsx`,
    `${UPLOADED}/2023/07/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2021-22.xlsx`,
  ],
  '2022-23': [
    `${UPLOADED}/2024/04/TAC-data-published-in-NHS-trusts-accounts-for-2022-23.xlsx`,
    `${UPLOADED}/2024/05/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2022-23-1.xlsx`,
  ],
  '2023-24': [
    `${UPLOADED}/2025/01/TAC-data-published-in-NHS-trusts-accounts-for-2023-24.xlsx`,
    `${UPLOADED}/2025/01/TAC-data-published-in-NHS-foundation-trusts%E2%80%99-accounts-for-2023-24.xlsx`,
  ],
};

export interface AccountsFile {
  readonly fy: Year;
  readonly sector: 'FT' | 'Trust';
  readonly url: string;
}

export const ACCOUNTS: readonly AccountsFile[] = YEARS.flatMap((fy) => [
  { fy, sector: 'Trust' as const, url: ADDRESSES[fy][0] },
  { fy, sector: 'FT' as const, url: ADDRESSES[fy][1] },
]);

/** Uploaded first and put up again a month later; both are still linked. */
export const REPLACED: AccountsFile = {
  fy: '2022-23',
  sector: 'FT',
  url: `${UPLOADED}/2024/04/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2022-23.xlsx`,
};

/** When the periods of a publication come out, as data. `calendar/due.ts` makes days of it. */

/** Days of the week as `Date` counts them. */
export const Weekday = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5 } as const;
export type Weekday = (typeof Weekday)[keyof typeof Weekday];

/** One rule of a publication: how long after the end of a period its file comes out. */
export interface DueRule {
  /** The slots that the rule is for, where a publication has several kinds of file; all slots when absent. */
  readonly slots?: RegExp;
  /**
   * Months from the last month of the period to the month of publication: 1 is the month after. A fixed month of a year's
   * publication is the same: a financial year ends in March, so 6 is September.
   */
  readonly monthsAfter: number;
  /** The earliest usual day of that month: its second Thursday, say. The first of the month when absent. */
  readonly day?: { readonly nth: 1 | 2 | 3 | 4; readonly weekday: Weekday };
  /** So many days after the due day a period that has not come is late. */
  readonly graceDays: number;
  /** What is known of real days of publication, in words. */
  readonly known: string;
}

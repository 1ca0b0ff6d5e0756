/** Stands wherever a figure of made-up accounts can be read: on pages, in titles of charts, in CSVs, in copied sentences. */
export const WARNING = 'Every ACCOUNTS figure here is MADE UP (illustrative). Do not quote it.';

/** Stands behind the name in each row of such a CSV, whose first heading has the warning in full. */
export const MADE_UP = '[ILLUSTRATIVE ACCOUNTS]';

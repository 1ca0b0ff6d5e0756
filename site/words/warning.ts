/** Stands wherever a figure of made-up accounts can be read: on pages, in titles of charts, in CSVs, in copied sentences. */
export const WARNING = 'Every ACCOUNTS figure here is MADE UP (illustrative). Do not quote it.';

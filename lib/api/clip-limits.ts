/** Apart from the schemas, which the pages do without. */

/** One request. A larger selection goes in several. */
export const MOST_CHANGES = 1000

/** More have a second zip: the names of all are known before the first byte. */
export const MOST_CLIPS_PER_ZIP = 5000

/** After that, what was thrown away is gone for good. */
export const DAYS_IN_BIN = 30

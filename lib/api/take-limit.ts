/** What one press may make. Apart from the schemas, so that the page can know it without them. */

/** Takes of each recipe. */
export const MAX_TAKES = 8

/** Generations in all: more than a person looks through, and fewer than a page of changes holds. */
export const MAX_BATCH = 64

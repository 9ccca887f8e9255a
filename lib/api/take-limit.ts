/** Takes made by one press. Apart from the schemas, so that the page can know it without them. */
export const MAX_TAKES = 8

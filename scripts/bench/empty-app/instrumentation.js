/** Stands here because Next looks for this file in the folders above too, and the studio's would start the studio's worker. */
export function register() {}

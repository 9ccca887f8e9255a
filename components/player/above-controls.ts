/** Where the picture ends in a player that fills its place: what stands there before the player comes must end there too. */
export const ABOVE_CONTROLS = 'bottom-17 max-sm:bottom-25 touch:bottom-25 touch:max-sm:bottom-36'

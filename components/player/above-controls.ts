/** Where the picture ends in a player that fills its place: what stands there before the player comes must end there too. A row of marks lies above the bar. */
export const ABOVE_CONTROLS = 'bottom-23 max-sm:bottom-31 touch:bottom-34 touch:max-sm:bottom-45'

/** The same room below a picture that makes its own height. */
export const ROOM_FOR_CONTROLS = 'pb-23 max-sm:pb-31 touch:pb-34 touch:max-sm:pb-45'

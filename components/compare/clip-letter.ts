/** Clips that are compared are called by letters, from left to right; both languages have them. */
export function clipLetter(place: number): string {
  return String.fromCharCode(65 + place)
}

/** https and http only: everything else is no address of a file that a server could fetch. */
export function isAddress(text: string): boolean {
  const trimmed = text.trim()
  return /^https?:\/\/\S+$/i.test(trimmed) && URL.canParse(trimmed)
}

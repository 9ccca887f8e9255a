/** What this page itself has just changed on the server is not waited for until the next look. */
const listeners = new Set<() => void>()

export function askForNews(): void {
  for (const listener of listeners) listener()
}

export function onNewsAsked(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Short messages at the edge of the screen. The library behind them loads with the first one. */
type Load = () => Promise<typeof import('./toaster.tsx')>
const load: Load = () => import('./toaster.tsx')

type Listener = () => void
const listeners = new Set<Listener>()
let wanted = false

export function onNotificationsWanted(listener: Listener): () => void {
  listeners.add(listener)
  if (wanted) listener()
  return () => listeners.delete(listener)
}

export interface Notice {
  /** A later one with the same takes its place. */
  id?: string
  kind: 'done' | 'problem'
  message: string
  /** What it means and what to press. */
  advice?: string
  action?: { label: string; onPress: () => void }
}

/** Milliseconds. Long enough to read what went wrong, or to change one's mind. */
const LONG = 8000

export function notify({ id, kind, message, advice, action }: Notice): void {
  wanted = true
  for (const listener of listeners) listener()
  void load().then(({ toast }) => {
    const options = {
      ...(id === undefined ? {} : { id }),
      ...(advice === undefined ? {} : { description: advice }),
      ...(action ? { action: { label: action.label, onClick: pressed(action, id) } } : {}),
    }
    if (kind === 'problem') toast.error(message, { ...options, duration: LONG })
    else toast.success(message, { ...options, ...(action && { duration: LONG }) })
  })
}

/** A message with an id stays where it is until the next one takes its place: closed and opened anew under one id, it would be lost. */
function pressed(
  { onPress }: NonNullable<Notice['action']>,
  id: string | undefined,
): (event: { preventDefault: () => void }) => void {
  return (event) => {
    if (id !== undefined) event.preventDefault()
    onPress()
  }
}

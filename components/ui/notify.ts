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
  kind: 'done' | 'problem'
  message: string
  /** What it means and what to press. */
  advice?: string
  action?: { label: string; onPress: () => void }
}

export function notify({ kind, message, advice, action }: Notice): void {
  wanted = true
  for (const listener of listeners) listener()
  void load().then(({ toast }) => {
    const options = {
      ...(advice === undefined ? {} : { description: advice }),
      ...(action ? { action: { label: action.label, onClick: action.onPress } } : {}),
    }
    if (kind === 'problem') toast.error(message, { ...options, duration: 8000 })
    else toast.success(message, options)
  })
}

/** Asks for the command menu or the map of keys, before they have loaded and after. */
export type Panel = 'menu' | 'map'

let wanted: Panel | undefined
let listener: ((panel: Panel) => void) | undefined

export function openPanel(panel: Panel): void {
  if (listener) listener(panel)
  else wanted = panel
}

/** One listener at a time. It hears of what was asked for before it came. */
export function onPanelWanted(listen: (panel: Panel) => void): () => void {
  listener = listen
  if (wanted) listen(wanted)
  wanted = undefined
  return () => {
    listener = undefined
  }
}

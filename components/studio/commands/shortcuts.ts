/**
 * Every key of the studio, in one place: the key handler, the map, the command menu, `aria-keyshortcuts` and the tooltips read it here.
 * Small, because the first controls on the page carry their keys.
 */
import { ariaKeys } from '#components/ui/keys.ts'

export const SHORTCUTS = {
  menu: 'Mod+K',
  map: '?',
  prompt: '/',
  generate: 'Mod+Enter',
  request: 'E',
  earlier_recipe: 'Alt+ArrowUp',
  later_recipe: 'Alt+ArrowDown',
  undo: 'Mod+Z',
  redo: 'Mod+Shift+Z Mod+Y',
  add_files: 'A',
  add_address: 'U',
  library: 'I',
  next_reference: 'C',
  previous_reference: 'Shift+C',
  rename_reference: 'F2',
  model: 'M',
  ratio: 'S',
  resolution: 'Q',
  duration: 'L',
  takes: 'N',
  variations: 'V',
  next_take: 'J',
  previous_take: 'K',
  top: 'G',
  play: 'P',
  reuse: 'R',
  last_frame: 'F',
  retry: 'Shift+R',
  cancel: 'X',
  download: 'D',
  erase: 'Delete',
  theme: 'T',
  when_done: 'W',
} as const

export type ShortcutId = keyof typeof SHORTCUTS

/** For the control that does the same: `<button {...shortcut('model')}>`. A command without keys is given by its id alone. */
export function shortcut(id: ShortcutId): { 'data-command': ShortcutId; 'aria-keyshortcuts': string } {
  return { 'data-command': id, 'aria-keyshortcuts': ariaKeys(SHORTCUTS[id]) }
}

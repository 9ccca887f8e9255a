/**
 * Every key of every page, in one place: the key handler, the map, the command menu, `aria-keyshortcuts` and the tooltips read it here.
 * A name is one thing to do; two pages may give the same key to different things. Small, because the first controls on the page carry
 * their keys.
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
  // The gallery, and wherever clips are judged.
  search: '/',
  open_clip: 'Enter',
  select_all: 'Mod+A',
  clear_selection: 'Escape',
  rate_1: '1',
  rate_2: '2',
  rate_3: '3',
  rate_4: '4',
  rate_5: '5',
  rate_0: '0',
  pick: 'P',
  reject: 'X',
  favourite: 'F',
  compare: 'C',
  download_clips: 'D',
  bin: 'Delete',
  restore: 'R',
  by_shot: 'S',
  larger: '+ =',
  smaller: '-',
  // The player, wherever a clip is played.
  play_pause: 'Space',
  play_backwards: 'J',
  stop: 'K',
  play_forwards: 'L',
  frame_back: 'ArrowLeft',
  frame_on: 'ArrowRight',
  ten_frames_back: 'Shift+ArrowLeft',
  ten_frames_on: 'Shift+ArrowRight',
  first_frame: 'Home',
  final_frame: 'End',
  go_to_frame: 'G',
  slower: '[',
  faster: ']',
  mark_in: 'I',
  mark_out: 'O',
  clear_loop: 'Alt+X',
  repeat_clip: 'Shift+L',
  mute: 'M',
  fullscreen: 'Shift+F',
  picture_in_picture: 'Shift+P',
  safe_areas: 'Shift+A',
  count_frames: 'Shift+T',
  save_frame: 'Shift+D',
  copy_frame_link: 'Shift+C',
  // From page to page.
  go_studio: 'Shift+S',
  go_gallery: 'Shift+G',
} as const

export type ShortcutId = keyof typeof SHORTCUTS

/** For the control that does the same: `<button {...shortcut('model')}>`. A command without keys is given by its id alone. */
export function shortcut(id: ShortcutId): { 'data-command': ShortcutId; 'aria-keyshortcuts': string } {
  return { 'data-command': id, 'aria-keyshortcuts': ariaKeys(SHORTCUTS[id]) }
}

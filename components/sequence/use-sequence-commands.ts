'use client'
import type { RefObject } from 'react'
import { playerCommands } from '#components/player/player-commands.ts'
import { usePlayerKeys } from '#components/player/use-player-keys.ts'
import { pressControl } from '#components/studio/commands/controls.ts'
import type { Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { ShownPart } from '#lib/api/sequences.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Edit, Edits } from './sequence-edits.ts'
import type { SequencePlayer } from './sequence-player.ts'
import type { Join } from './use-join.ts'

/** What the player of a sequence doesn't do: in and out are those of its parts. */
const LEFT_OUT = new Set([
  'play_backwards',
  'mark_in',
  'mark_out',
  'clear_loop',
  'safe_areas',
  'save_frame',
  'fullscreen',
  'picture_in_picture',
])

/** Keys of the page: the player's and its own, which mean the part that is seen. */
export function useSequenceCommands(
  root: RefObject<HTMLElement | null>,
  room: {
    player: SequencePlayer
    parts: readonly ShownPart[]
    chosen: string | undefined
    choose: (id: string) => void
    edit: (edit: Edit) => void
    edits: Edits
    join: Join
    onAdd: () => void
  },
): void {
  const { player, parts, chosen, edit } = room
  const place = parts.findIndex(({ id }) => id === chosen)
  const part = parts[place]
  const go = (by: number) => () => {
    const next = parts[place + by]
    if (next) room.choose(next.id)
  }
  const step = (change: Edit) => {
    edit(change)
    edit({ type: 'settle' })
  }
  const move = (by: number) => () => part && step({ type: 'move', id: part.id, to: place + by })
  const trim = (end: 'in' | 'out') => () => {
    const frame = player.place()?.frame
    if (part && frame !== undefined)
      step({ type: 'trim', id: part.id, in: part.in, out: part.out, [end]: frame })
  }
  usePlayerKeys(root, (isHeld) => [
    ...playerCommands(player, { goTo: () => pressControl('go_to_frame') }, isHeld).filter(
      ({ id }) => !LEFT_OUT.has(id),
    ),
    own('previous_part', { en: 'To the clip before', zh: '到上一段' }, go(-1)),
    own('next_part', { en: 'To the next clip', zh: '到下一段' }, go(1)),
    own('part_earlier', { en: 'Move the clip earlier', zh: '前移这一段' }, move(-1)),
    own('part_later', { en: 'Move the clip later', zh: '后移这一段' }, move(1)),
    own('trim_in', { en: 'Begin the clip here', zh: '从这里开始' }, trim('in')),
    own('trim_out', { en: 'End the clip here', zh: '到这里结束' }, trim('out')),
    own('trim_off', { en: 'Show the whole clip', zh: '显示整段' }, () => pressControl('trim_off')),
    own(
      'remove_part',
      { en: 'Take the clip out', zh: '去掉这一段' },
      () => part && step({ type: 'remove', id: part.id }),
    ),
    own('add_parts', { en: 'Add clips', zh: '添加成片' }, room.onAdd),
    own('undo', { en: 'Undo', zh: '撤销' }, () => edit({ type: 'undo' })),
    own('redo', { en: 'Redo', zh: '重做' }, () => edit({ type: 'redo' })),
    own('join', { en: 'Join to one clip', zh: '合成为一个成片' }, () => pressControl('join')),
  ])
}

function own(id: ShortcutId, name: Sentence, run: () => void): Command {
  return { id, group: 'sequence', name, keys: SHORTCUTS[id], isOwn: true, run }
}

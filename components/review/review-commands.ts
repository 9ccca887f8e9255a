/** What can be done with comments by key: write one, draw one, go from one to the next. */
import type { Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { Sentence } from '#lib/language/language.ts'
import { beginDrawing, goToComment, inOrderOfFrames, readDesk } from './desk.ts'
import { writeComment } from './focus-form.ts'

export function reviewCommands(): Command[] {
  const mayWrite = () => readDesk().review?.you.mayWrite === true
  const command = (id: ShortcutId, name: Sentence, run: () => void, isOffered: () => boolean): Command => ({
    id,
    group: 'clips',
    name,
    keys: SHORTCUTS[id],
    isOffered,
    run,
  })
  return [
    command('write_comment', { en: 'Comment on this frame', zh: '评论这一帧' }, writeComment, mayWrite),
    command('draw_on_frame', { en: 'Draw on this frame', zh: '在这一帧上标注' }, beginDrawing, mayWrite),
    command('previous_comment', { en: 'Previous comment', zh: '上一条评论' }, () => step(-1), hasMarks),
    command('next_comment', { en: 'Next comment', zh: '下一条评论' }, () => step(1), hasMarks),
  ]
}

const marks = () => inOrderOfFrames(readDesk().review?.comments ?? [])
const hasMarks = () => marks().length > 0

function step(by: 1 | -1): void {
  const { player, selected } = readDesk()
  const list = marks()
  const at = list.findIndex(({ id }) => id === selected)
  const frame = player?.state().frame ?? 0
  const beside =
    at >= 0
      ? list[at + by]
      : by > 0
        ? list.find(({ frames }) => (frames?.from ?? 0) >= frame)
        : list.findLast(({ frames }) => (frames?.from ?? 0) <= frame)
  const wanted = beside ?? list.at(by > 0 ? 0 : -1)
  if (wanted) goToComment(wanted)
}

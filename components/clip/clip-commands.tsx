'use client'
/** The keys of this page beside the player's own. Draws nothing. */
import { useClipActions } from '#components/gallery/actions/use-clip-actions.ts'
import { hasControl, pressControl } from '#components/studio/commands/controls.ts'
import { useCommands, type Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { Sentence } from '#lib/language/language.ts'

export default function ClipCommands({ clip, onGo }: { clip: ClipDetail; onGo: (id: string) => void }) {
  const actions = useClipActions()
  const { id } = clip.generation
  useCommands(() => [
    ...versionCommands(clip, onGo),
    ...CONTROLS.map(({ id: command, name, also }) => pressCommand(command, name, also)),
    {
      id: 'rate_0',
      group: 'clips',
      name: { en: 'No stars', zh: '取消评分' },
      keys: SHORTCUTS.rate_0,
      isOffered: () => clip.rating > 0,
      run: () => void actions.rate([id], 0),
    },
  ])
  return null
}

/** Each does what a control of the page does. */
const CONTROLS: readonly { id: ShortcutId; name: Sentence; also?: Sentence }[] = [
  {
    id: 'previous_clip',
    name: { en: 'Previous clip in the gallery', zh: '作品库中的上一个成片' },
  },
  { id: 'next_clip', name: { en: 'Next clip in the gallery', zh: '作品库中的下一个成片' } },
  { id: 'rate_1', name: { en: '1 star', zh: '1 星' } },
  { id: 'rate_2', name: { en: '2 stars', zh: '2 星' } },
  { id: 'rate_3', name: { en: '3 stars', zh: '3 星' } },
  { id: 'rate_4', name: { en: '4 stars', zh: '4 星' } },
  { id: 'rate_5', name: { en: '5 stars', zh: '5 星' } },
  { id: 'pick', name: { en: 'Pick', zh: '选用' }, also: { en: 'choose', zh: '选择' } },
  { id: 'reject', name: { en: 'Reject', zh: '淘汰' } },
  { id: 'favourite', name: { en: 'Favourite', zh: '收藏' } },
  { id: 'bin', name: { en: 'Move to the bin', zh: '移入回收站' }, also: { en: 'delete', zh: '删除' } },
  { id: 'restore', name: { en: 'Restore from the bin', zh: '从回收站还原' } },
  { id: 'compare', name: { en: 'Compare with the other takes', zh: '与其他各条对比' } },
  { id: 'reuse', name: { en: 'Reuse the recipe', zh: '复用配方' } },
  { id: 'vary', name: { en: 'Vary', zh: '变化' }, also: { en: 'new seed', zh: '新种子' } },
  { id: 'edit_clip', name: { en: 'Edit this clip', zh: '编辑这个成片' } },
  { id: 'download', name: { en: 'Download', zh: '下载' } },
  {
    id: 'share_clip',
    name: { en: 'Share with people outside', zh: '分享给团队以外的人' },
    also: { en: 'link client guest', zh: '链接 客户 访客' },
  },
]

function pressCommand(id: ShortcutId, name: Sentence, also?: Sentence): Command {
  return {
    id,
    group: 'clips',
    name,
    ...(also && { also }),
    keys: SHORTCUTS[id],
    isOffered: () => hasControl(id),
    run: () => pressControl(id),
  }
}

function versionCommands({ generation, takes }: ClipDetail, onGo: (id: string) => void): Command[] {
  const at = takes.findIndex(({ id }) => id === generation.id)
  const command = (id: 'previous_version' | 'next_version', name: Sentence, place: number): Command => ({
    id,
    group: 'clips',
    name,
    keys: SHORTCUTS[id],
    isOffered: () => takes[place] !== undefined,
    run: () => {
      const take = takes[place]
      if (take) onGo(take.id)
    },
  })
  return [
    command('previous_version', { en: 'Previous take of the shot', zh: '这个镜头的上一条' }, at - 1),
    command('next_version', { en: 'Next take of the shot', zh: '这个镜头的下一条' }, at + 1),
  ]
}

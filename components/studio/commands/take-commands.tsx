'use client'
/** Going from take to take, and what can be done with the one that has the focus. Loaded once the page has come to rest. */
import { useLanguage } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions } from '#lib/generation/lifecycle.ts'
import type { Language } from '#lib/language/language.ts'
import { downloadAddress, downloadName } from '../download-name.ts'
import type { TakeHandlers } from '../take-actions-row.tsx'
import { useCommands, type Command } from './registry.ts'
import { SHORTCUTS, type ShortcutId } from './shortcuts.ts'

export interface TakeFocus {
  /** The one that has or had the focus, else the newest. */
  take: Generation | undefined
  /** Moves the focus; 0 is the newest. From outside of the list it goes to `take`. */
  step: (by: 1 | -1) => void
  goTo: (index: number) => void
}

export default function TakeCommands({ focus, handlers }: { focus: TakeFocus; handlers: TakeHandlers }) {
  const language = useLanguage()
  useCommands(() => [...wayCommands(focus), ...oneTakeCommands(focus.take, handlers, language)])
  return null
}

function wayCommands({ take, step, goTo }: TakeFocus): Command[] {
  const shared = { group: 'takes', isOffered: () => take !== undefined } as const
  return [
    {
      ...shared,
      id: 'next_take',
      name: { en: 'Go to the next take', zh: '跳到下一条' },
      keys: SHORTCUTS.next_take,
      run: () => step(1),
    },
    {
      ...shared,
      id: 'previous_take',
      name: { en: 'Go to the previous take', zh: '跳到上一条' },
      keys: SHORTCUTS.previous_take,
      run: () => step(-1),
    },
    {
      ...shared,
      id: 'top',
      name: { en: 'Go to the newest take', zh: '跳到最新一条' },
      also: { en: 'top first', zh: '顶部' },
      keys: SHORTCUTS.top,
      run: () => goTo(0),
    },
  ]
}

/** With keys they are meant for the take in focus; chosen in the menu, for the one that was there last. */
function oneTakeCommands(
  take: Generation | undefined,
  handlers: TakeHandlers,
  language: Language,
): Command[] {
  const allowed = new Set<string>(take ? allowedActions(take) : [])
  const one = (
    id: string,
    keys: ShortcutId | undefined,
    name: Command['name'],
    isAllowed: boolean,
    run: (take: Generation) => void,
  ): Command => ({
    id,
    group: 'takes',
    scope: 'take',
    name,
    ...(keys === undefined ? {} : { keys: SHORTCUTS[keys] }),
    ...(take ? { detail: { en: `take ${take.take}`, zh: `第 ${take.take} 条` } } : {}),
    isOffered: () => take !== undefined && isAllowed,
    run: () => take && run(take),
  })
  return [
    one('play', 'play', { en: 'Play', zh: '播放' }, take?.clip !== undefined, handlers.play),
    one('reuse', 'reuse', { en: 'Reuse the recipe', zh: '复用配方' }, allowed.has('reuse'), handlers.reuse),
    one(
      'last_frame',
      'last_frame',
      { en: 'Go on from the last frame', zh: '从尾帧续接' },
      allowed.has('use_last_frame'),
      handlers.goOnFrom,
    ),
    one(
      'refer',
      undefined,
      { en: 'Use as a reference', zh: '作为参考素材' },
      take?.clip !== undefined,
      handlers.refer,
    ),
    one('retry', 'retry', { en: 'Retry', zh: '重试' }, allowed.has('retry'), handlers.retry),
    one('cancel', 'cancel', { en: 'Cancel', zh: '取消' }, allowed.has('cancel'), handlers.cancel),
    one('download', 'download', { en: 'Download', zh: '下载' }, allowed.has('download'), (one) =>
      download(one, language),
    ),
    one('delete_take', 'erase', { en: 'Delete', zh: '删除' }, allowed.has('delete'), handlers.confirmRemove),
  ]
}

function download(take: Generation, language: Language): void {
  const link = document.createElement('a')
  link.href = downloadAddress(take, window.location.origin, language) ?? ''
  link.download = downloadName(take, language)
  link.click()
}

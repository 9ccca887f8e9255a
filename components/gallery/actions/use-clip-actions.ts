'use client'
/**
 * What can be done to clips, one or ten thousand, by a key, a button or a menu. Everything is shown at once (clip-news.ts), sent behind it,
 * and taken back by Undo in the message that it brings; what the server refuses is put back as it was, and said.
 */
import { useMemo } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { Pick } from '#lib/api/gallery.ts'
import { mayBin } from './bin-question.ts'
import { changeClips, undoLastChange } from './change-clips.ts'
import { ACTION_WORDS } from './use-clip-actions.words.ts'
import { downloadClips } from './download-clips.ts'

/** Each answers, once the server has, whether all of it was done. Nothing has to wait for that. */
export interface ClipActions {
  /** 1 to 5; 0 takes the stars away. */
  rate(ids: readonly string[], rating: number): Promise<boolean>
  /** Null takes it back. */
  pick(ids: readonly string[], pick: Pick | null): Promise<boolean>
  favourite(ids: readonly string[], isFavourite: boolean): Promise<boolean>
  tag(ids: readonly string[], add: readonly string[], remove: readonly string[]): Promise<boolean>
  /** Each with all takes of its shot. */
  move(ids: readonly string[], project: { id: string; name: string }): Promise<boolean>
  /** Asks first where they are in use. */
  bin(ids: readonly string[]): Promise<boolean>
  restore(ids: readonly string[]): Promise<boolean>
  /** One zip with the clips and their recipes, which the browser saves while it comes. */
  download(ids: readonly string[]): void
  /** Takes back the last of all this, as the button in its message does. False: there is nothing. */
  undo(): boolean
}

export function useClipActions(): ClipActions {
  const language = useLanguage()
  return useMemo(() => {
    const words = ACTION_WORDS[language]
    const all = (
      ids: readonly string[],
      change: Omit<ClipChange, 'id'>,
      done: (count: number, others: number) => string,
    ) =>
      changeClips(
        ids.map((id) => ({ id, ...change })),
        { done, language },
      )
    return {
      rate: (ids, rating) => all(ids, { rating }, (count) => words.rated(count, rating)),
      pick: (ids, pick) => all(ids, { pick }, (count) => words[pick ?? 'open'](count)),
      favourite: (ids, favourite) => all(ids, { favourite }, favourite ? words.favourite : words.noFavourite),
      tag: (ids, add, remove) => all(ids, { addTags: [...add], removeTags: [...remove] }, words.tagged),
      move: (ids, { id, name }) =>
        all(ids, { project: id }, (count, others) => words.moved(count, others, name)),
      bin: async (ids) => (await mayBin(ids)) && all(ids, { removed: true }, words.binned),
      restore: (ids) => all(ids, { removed: false }, words.restored),
      download: (ids) => downloadClips(ids, language),
      undo: () => undoLastChange(language),
    }
  }, [language])
}

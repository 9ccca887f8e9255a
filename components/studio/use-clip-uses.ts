'use client'
/** Puts clips and their frames to use in the composer. Loaded with the takes. */
import { useMemo } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { takeFrame } from '#lib/queries/media.ts'
import { clipOffers, frameOffers, type ClipUse, type FrameUse, type Offer } from './clip-uses.ts'
import { referenceOfTake } from './dragged-take.ts'
import { withoutShot } from './draft-shot.ts'
import type { Draft, NewReference } from './draft.ts'
import { offeredModels } from './offered-models.ts'
import { putToUse } from './put-to-use.ts'
import { newReferenceId } from './reference-id.ts'
import { inShotAfter } from './shot-of-take.ts'

const WORDS = defineWords({
  en: {
    there: 'It is in the composer',
    alone: 'The clip begins with it. What else was attached is gone.',
    failed: 'The frame could not be taken',
    retry: 'Nothing was changed. Try again.',
  },
  zh: {
    there: '已放入编辑区',
    alone: '成片从它开始，其他素材已移除。',
    failed: '无法取出这一帧',
    retry: '没有任何改动，请再试一次。',
  },
})

/** The composer as the takes know it. Stable, so that typing never draws them anew. */
export interface DraftInComposer {
  current(): Draft
  /** Where something is said, what was there before comes back by Undo. */
  put(next: Draft, said?: string): void
}

export interface ClipUses {
  /** As things stand in the composer now. */
  usesOf(generation: Generation): Offer<ClipUse>[]
  frameUses(): Offer<FrameUse>[]
  putClip(generation: Generation, use: ClipUse): void
  /** `time` is in seconds. Resolves with whether it is done; what went wrong was said. */
  putFrame(generation: Generation, time: number, use: FrameUse): Promise<boolean>
}

export function useClipUses(composer: DraftInComposer, kind: StudioInfo['provider']['kind']): ClipUses {
  const language = useLanguage()
  return useMemo(() => clipUses(composer, kind, language), [composer, kind, language])
}

export function clipUses(
  composer: DraftInComposer,
  kind: StudioInfo['provider']['kind'],
  language: Language,
): ClipUses {
  const offered = () => offeredModels(kind, composer.current().model)
  const put = (
    offer: Offer<ClipUse | FrameUse> | undefined,
    file: NewReference | undefined,
    carry: (draft: Draft) => Draft = (draft) => draft,
  ) => {
    if (!offer || !file) return
    const before = composer.current()
    const next = carry(putToUse(before, offer, file, language))
    const words = WORDS[language]
    const stays = new Set(next.references.map(({ id }) => id))
    const isAlone = before.references.some(({ id }) => !stays.has(id))
    composer.put(next, isAlone ? words.alone : undefined)
    announce(words.there)
  }
  const uses: ClipUses = {
    usesOf: ({ clip }) => clipOffers(composer.current(), clip?.duration ?? 0, offered()),
    frameUses: () => frameOffers(composer.current(), offered()),
    putClip: (generation, use) =>
      void fileFor(generation, use).then(
        (file) =>
          put(
            uses.usesOf(generation).find((offer) => offer.use === use),
            file,
            (draft) => inShotAfter(draft, use, generation),
          ),
        (error: unknown) => sayFailed(error, language),
      ),
    putFrame: async (generation, time, use) => {
      try {
        const file = await frameAt(generation, time)
        put(
          uses.frameUses().find((offer) => offer.use === use),
          file,
          use === 'first_frame' ? withoutShot : undefined,
        )
        return true
      } catch (error) {
        sayFailed(error, language)
        return false
      }
    },
  }
  return uses
}

async function fileFor(generation: Generation, use: ClipUse): Promise<NewReference | undefined> {
  const id = newReferenceId()
  if (use !== 'continue' && use !== 'last_frame') return referenceOfTake(generation, 'reference', id)
  // A clip whose last frame was not kept still has one.
  return referenceOfTake(generation, 'last_frame', id) ?? frameAt(generation, generation.clip?.duration ?? 0)
}

async function frameAt({ clip, take }: Generation, time: number): Promise<NewReference | undefined> {
  if (!clip) return undefined
  const media = await takeFrame(clip.mediaId, time)
  return {
    id: newReferenceId(),
    kind: 'image',
    media,
    fileName: `take-${take}-at-${time.toFixed(2)}s.png`,
  }
}

function sayFailed(error: unknown, language: Language): void {
  const words = WORDS[language]
  const isFinal = error instanceof AppError && !error.retryable
  notify({ kind: 'problem', message: words.failed, advice: isFinal ? error.message : words.retry })
}

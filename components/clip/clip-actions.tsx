import { ChevronsRight, Dices, ImageDown, Repeat2, SquarePen, StepForward } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { clipOffers, type ClipUse } from '#components/studio/clip-uses.ts'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { offeredModels } from '#components/studio/offered-models.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import { composerLink, type ComposerUse } from '#lib/api/composer-link.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions, isRemakeable } from '#lib/generation/lifecycle.ts'
import { isOwnMaker } from '#lib/generation/made-here.ts'
import { defineWords } from '#lib/language/language.ts'
import { DEFAULT_MODEL_ID } from '#lib/seedance/models.ts'
import { FinalOfDraft } from './final-of-draft.tsx'

const WORDS = defineWords({
  en: {
    more: 'Make more of it',
    reuse: 'Reuse',
    vary: 'Vary',
    edit: 'Edit',
    extend: 'Extend',
    continue: 'Continue',
    last_frame: 'Use last frame',
    why: {
      reuse: 'The same recipe, as a new shot',
      vary: 'The same recipe with a new seed, as the next take of this shot',
      edit: 'Change what the prompt names, as the next take of this shot',
      extend: 'Go on where it ends, as the next take of this shot',
      continue: 'A new shot that begins with its last frame',
      last_frame: 'Its last frame as a reference',
    },
  },
  zh: {
    more: '用它继续创作',
    reuse: '复用',
    vary: '变化',
    edit: '编辑',
    extend: '延长',
    continue: '续接',
    last_frame: '使用尾帧',
    why: {
      reuse: '同样的配方，新建一个镜头',
      vary: '同样的配方换一个种子，作为这个镜头的下一条',
      edit: '改动提示词提到的部分，作为这个镜头的下一条',
      extend: '从结尾接着生成，作为这个镜头的下一条',
      continue: '从它的尾帧开始一个新镜头',
      last_frame: '把尾帧用作参考图',
    },
  },
})

const ICONS = {
  reuse: <Repeat2 aria-hidden size={14} />,
  vary: <Dices aria-hidden size={14} />,
  edit: <SquarePen aria-hidden size={14} />,
  extend: <ChevronsRight aria-hidden size={14} />,
  continue: <StepForward aria-hidden size={14} />,
  last_frame: <ImageDown aria-hidden size={14} />,
} as const satisfies Partial<Record<ComposerUse, ReactNode>>
type Use = keyof typeof ICONS

const KEYS: Partial<Record<Use, 'reuse' | 'vary' | 'edit_clip'>> = {
  reuse: 'reuse',
  vary: 'vary',
  edit: 'edit_clip',
}

/** What a model can make of it, each with the composer filled in. */
export function ClipActions({
  clip,
  kind,
  project,
}: {
  clip: ClipDetail
  kind: StudioInfo['provider']['kind']
  project: string | undefined
}) {
  const words = useWords(WORDS)
  const { generation } = clip
  const uses = usesOf(generation, kind)
  if (uses.length === 0) return null
  return (
    <section aria-label={words.more} className="grid grid-cols-2 gap-1.5 p-4 lg:p-5">
      {uses.map((use) => {
        const key = KEYS[use]
        return (
          <Link
            key={use}
            href={composerLink({ clip: generation.id, use }, project)}
            prefetch={false}
            data-tip={words.why[use]}
            {...(key && shortcut(key))}
            className={`${buttonClass('plain')} touch:h-11`}
          >
            {ICONS[use]}
            {words[use]}
          </Link>
        )
      })}
      {allowedActions(generation).includes('make_final') && <FinalOfDraft generation={generation} />}
    </section>
  )
}

/** In the order of ICONS. A clip that no model made is taken up by the usual one. */
function usesOf(generation: Generation, kind: StudioInfo['provider']['kind']): Use[] {
  const { recipe, clip } = generation
  const model = isOwnMaker(recipe.model) ? DEFAULT_MODEL_ID : recipe.model
  const offers = clip ? clipOffers({ model, references: [] }, clip.duration, offeredModels(kind, model)) : []
  const offered = new Set<ClipUse | 'reuse' | 'vary'>([
    ...(isRemakeable(generation) ? (['reuse', 'vary'] as const) : []),
    ...offers.map(({ use }) => use),
  ])
  return USES.filter((use) => offered.has(use))
}

const USES = ['reuse', 'vary', 'edit', 'extend', 'continue', 'last_frame'] as const satisfies readonly Use[]

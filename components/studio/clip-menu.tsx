import { Blend, ChevronsRight, Film, ImageDown, Images, SquarePen, StepForward } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { MenuItem } from '#components/ui/menu.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ClipUse, FrameUse, Offer } from './clip-uses.ts'

const WORDS = defineWords({
  en: {
    refer: 'Use as reference',
    last_frame: 'Use last frame as reference',
    edit: 'Edit this clip',
    extend: 'Extend this clip',
    continue: 'Continue from last frame',
    first_frame: 'As first frame',
    reference_image: 'As reference',
    switchTo: (model: string) => `Changes the model to ${model}`,
  },
  zh: {
    refer: '用作参考素材',
    last_frame: '尾帧用作参考图',
    edit: '编辑这个成片',
    extend: '延长这个成片',
    continue: '从尾帧续接',
    first_frame: '用作首帧',
    reference_image: '用作参考图',
    switchTo: (model) => `模型将换成 ${model}`,
  },
})

const ICONS: Record<ClipUse | FrameUse, ReactNode> = {
  refer: <Film size={14} />,
  last_frame: <Images size={14} />,
  edit: <SquarePen size={14} />,
  extend: <ChevronsRight size={14} />,
  continue: <StepForward size={14} />,
  first_frame: <ImageDown size={14} />,
  reference_image: <Blend size={14} />,
}

/** What is offered as items of a menu; each says which model it would change to, where the present one can't. */
export function useOfferItems() {
  const words = useWords(WORDS)
  return <Use extends ClipUse | FrameUse>(
    offers: readonly Offer<Use>[],
    onUse: (use: Use) => void,
  ): MenuItem[] =>
    offers.map(({ use, switchTo }) => ({
      id: use,
      label: words[use],
      icon: ICONS[use],
      ...(switchTo === undefined ? {} : { hint: words.switchTo(switchTo) }),
      onSelect: () => onUse(use),
    }))
}

'use client'
import { Clapperboard, SearchX, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { GalleryView } from './gallery-address.ts'
import { useGallery } from './gallery-store.ts'
import { showView, useGalleryView } from './use-gallery-view.ts'

const WORDS = defineWords({
  en: {
    none: {
      title: 'No clips yet',
      how: 'Everything that is generated in this project comes here: to look at, to compare, to choose from.',
      act: 'Write the first prompt',
    },
    noMatch: {
      title: 'Nothing matches',
      how: 'No clip of this project has all of that. A shorter search or one filter less finds more.',
      act: 'Show all clips',
    },
    bin: {
      title: 'The bin is empty',
      how: 'What is deleted stays here for 30 days, to be put back as it was.',
      act: 'Back to the clips',
    },
  },
  zh: {
    none: {
      title: '还没有成片',
      how: '这个项目生成的一切都会来到这里：查看、对比、挑选。',
      act: '写第一条提示词',
    },
    noMatch: {
      title: '没有匹配的成片',
      how: '这个项目里没有同时符合这些条件的成片。缩短搜索词，或去掉一个筛选条件试试。',
      act: '显示全部成片',
    },
    bin: {
      title: '回收站是空的',
      how: '删除的内容会在这里保留 30 天，可以原样恢复。',
      act: '返回成片',
    },
  },
})

const PICTURES = { none: Clapperboard, noMatch: SearchX, bin: Trash2 } as const

/** Says why there is nothing, and leads on with one press. */
export function GalleryEmpty() {
  const view = useGalleryView()
  const kind = kindOf(view)
  const words = useWords(WORDS)[kind]
  const { total } = useGallery()
  const Picture = PICTURES[kind]
  if (total !== 0) return null
  const studio = view.project === undefined ? '/' : `/?${new URLSearchParams({ project: view.project })}`
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center bg-canvas px-6 text-center">
      <Picture aria-hidden size={28} strokeWidth={1.5} className="text-ink-3" />
      <h2 className="mt-4 text-xl font-semibold latin:tracking-tight">{words.title}</h2>
      <p className="mt-1.5 max-w-100 text-base text-pretty text-ink-2">{words.how}</p>
      {kind === 'none' ? (
        <Link href={studio} className={`mt-6 ${buttonClass('accent', 'lg')}`}>
          {words.act}
        </Link>
      ) : (
        <Button size="lg" className="mt-6" onClick={() => showView({ ...view, filter: {} }, 'push')}>
          {words.act}
        </Button>
      )}
    </div>
  )
}

function kindOf({ filter: { bin, ...others } }: GalleryView): keyof typeof PICTURES {
  if (Object.keys(others).length > 0) return 'noMatch'
  return bin === undefined ? 'none' : 'bin'
}

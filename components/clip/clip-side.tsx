'use client'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ReactNode } from 'react'
import { ClipActions } from './clip-actions.tsx'
import { ClipCost } from './clip-cost.tsx'
import { ClipFileFacts } from './clip-file-facts.tsx'
import { ClipRecipe } from './clip-recipe.tsx'
import { ClipReferences } from './clip-references.tsx'
import { JudgeBar } from './judge-bar.tsx'
import { SideTabs } from './side-tabs.tsx'
import { LineageGraph } from './lineage-graph.tsx'

const WORDS = defineWords({
  en: {
    recipe: 'Recipe',
    references: 'References',
    lineage: 'Made from, and made from it',
    cost: 'Usage and price',
    file: 'File',
  },
  zh: { recipe: '配方', references: '参考素材', lineage: '来源与去向', cost: '用量与费用', file: '文件' },
})

/** Everything that is told about a clip, and what can become of it. */
export default function ClipSide({
  clip,
  kind,
  project,
}: {
  clip: ClipDetail
  kind: StudioInfo['provider']['kind']
  /** As addresses say it. */
  project: string | undefined
}) {
  const words = useWords(WORDS)
  const { generation, lineage } = clip
  return (
    <div className="flex flex-col divide-y lg:min-h-full">
      <JudgeBar clip={clip} />
      <SideTabs clip={clip} project={project}>
        <div className="divide-y">
          <ClipActions clip={clip} kind={kind} project={project} />
          <Part title={words.recipe}>
            <ClipRecipe generation={generation} />
          </Part>
          {generation.recipe.references.length > 0 && (
            <Part title={words.references}>
              <ClipReferences clip={clip} />
            </Part>
          )}
          {lineage.nodes.length > 1 && (
            <Part title={words.lineage}>
              <LineageGraph lineage={lineage} />
            </Part>
          )}
          {(generation.usage ?? generation.estimate) && (
            <Part title={words.cost}>
              <ClipCost generation={generation} />
            </Part>
          )}
          {generation.clip && (
            <Part title={words.file}>
              <ClipFileFacts clip={clip} />
            </Part>
          )}
        </div>
      </SideTabs>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-3 p-4 lg:p-5">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  )
}

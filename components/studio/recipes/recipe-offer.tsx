'use client'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { RecipeFile } from '#lib/generation/recipe-file.ts'
import { defineWords } from '#lib/language/language.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'

const WORDS = defineWords({
  en: {
    title: 'This clip carries its recipe',
    references: (count: number) => (count === 1 ? '1 reference' : `${count} references`),
    replaces: 'Restoring it takes the place of what is in the composer; one press brings that back.',
    noPrompt: 'Without a prompt',
    seed: (seed: number) => `With the seed that made it (${seed})`,
    cancel: 'Cancel',
    asReference: 'Use it as a reference',
    restore: 'Restore the recipe',
  },
  zh: {
    title: '该成片带有配方',
    references: (count) => `${count} 个参考素材`,
    replaces: '恢复后会替换编辑区现有内容，可一键撤销。',
    noPrompt: '没有提示词',
    seed: (seed) => `使用生成它的种子（${seed}）`,
    cancel: '取消',
    asReference: '用作参考素材',
    restore: '恢复配方',
  },
})

/** A dropped clip can be two things, so the person says which. */
export default function RecipeOffer({
  file,
  onRestore,
  onReference,
  onClose,
}: {
  file: RecipeFile
  /** With the seed where the same clip is wanted again. */
  onRestore: (seed?: number) => void
  onReference: () => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const body = useRef<HTMLDivElement>(null)
  const { model, prompt, references, settings } = file.recipe
  const [withSeed, setWithSeed] = useState(false)
  // One that was asked for is in the settings anyway.
  const seed = settings.seed === undefined && modelOrLoosest(model).model.seed ? file.seed : undefined
  const text = plainText(prompt, references).trim()
  const choose = (work: () => void) => () => {
    // The focus goes back first: what follows may take it elsewhere.
    body.current?.closest('dialog')?.close()
    work()
  }
  return (
    <Dialog title={words.title} onClose={onClose} className="w-[480px]">
      <div ref={body} className="space-y-4 overflow-y-auto p-5">
        <div className="space-y-1.5 rounded-lg bg-raised px-3 py-2.5 ring-1 ring-line">
          <p className="line-clamp-4 text-pretty">{text || words.noPrompt}</p>
          <p className="text-xs text-ink-3">
            {[
              modelOrLoosest(model).model.label,
              ...(references.length > 0 ? [words.references(references.length)] : []),
              ...references.map(({ name }) => `@${name}`),
            ].join(' · ')}
          </p>
        </div>
        <p className="text-xs text-pretty text-ink-2">{words.replaces}</p>
        {seed !== undefined && <Switch label={words.seed(seed)} checked={withSeed} onChange={setWithSeed} />}
        <div className="flex justify-end gap-2 max-sm:flex-col-reverse">
          <Button variant="quiet" onClick={choose(() => undefined)}>
            {words.cancel}
          </Button>
          <Button onClick={choose(onReference)}>{words.asReference}</Button>
          <Button
            variant="accent"
            data-focus-first
            onClick={choose(() => onRestore(withSeed ? seed : undefined))}
          >
            {words.restore}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { Scan } from 'lucide-react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { Ratio } from '#lib/seedance/request.ts'
import { shortcut } from './commands/shortcuts.ts'
import { ratioInWords } from './words.ts'

const WORDS = defineWords({
  en: { shape: 'Shape', auto: 'Auto: follows the picture or the prompt' },
  zh: { shape: '画面比例', auto: '自动：跟随图片或提示词' },
})

/** Shapes are easier to choose than numbers; the numbers stand below them. */
export function RatioPicker({
  ratios,
  value,
  onChange,
}: {
  ratios: readonly Ratio[]
  value: Ratio
  onChange: (ratio: Ratio) => void
}) {
  const language = useLanguage()
  const words = useWords(WORDS)
  return (
    <Segmented
      label={words.shape}
      attributes={shortcut('ratio')}
      value={value}
      onChange={onChange}
      options={ratios.map((ratio) => ({
        value: ratio,
        label: ratio === 'adaptive' ? words.auto : ratio,
        picture: (
          <span className="flex flex-col items-center gap-1 py-1.5">
            <span className="flex size-5 items-center justify-center">
              <Shape ratio={ratio} />
            </span>
            <span className="text-2xs tabular-nums">{ratioInWords(ratio, language)}</span>
          </span>
        ),
      }))}
    />
  )
}

function Shape({ ratio }: { ratio: Ratio }) {
  if (ratio === 'adaptive') return <Scan size={18} strokeWidth={1.5} />
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  const scale = 18 / Math.max(width, height)
  return (
    <span
      className="rounded-[2px] border-[1.5px] border-current"
      style={{ width: Math.round(width * scale), height: Math.max(8, Math.round(height * scale)) }}
    />
  )
}

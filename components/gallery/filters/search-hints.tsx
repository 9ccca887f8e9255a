import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    intro:
      'Prompts, names of references, tags, models, settings, seeds and errors are searched. All words must be there. Press an example to try it.',
    unfinished: 'Words may be unfinished',
    chinese: 'Chinese from one character on',
    minus: 'A minus leaves out',
    quotes: 'In quotes a word is whole: “artist” is not found',
    settings: 'Settings: shape, resolution, length',
    model: 'The model',
  },
  zh: {
    intro: '搜索范围包括提示词、素材名、标签、模型、设置、种子和错误，所有词都必须出现。点按示例即可试用。',
    unfinished: '英文单词可以只输入开头',
    chinese: '中文从一个字起就能搜索',
    minus: '词前加减号表示排除',
    quotes: '加引号表示完整的词，不会找到 artist',
    settings: '设置：画面比例、分辨率、时长',
    model: '模型',
  },
})

const EXAMPLES = [
  ['lantern bri', 'unfinished'],
  ['灯笼 雨夜', 'chinese'],
  ['fox -snow', 'minus'],
  ['"art"', 'quotes'],
  ['16:9 1080p 5s', 'settings'],
  ['seedance 2.0', 'model'],
] as const

/** What can be typed, each to be tried. */
export default function SearchHints({ onTry }: { onTry: (example: string) => void }) {
  const words = useWords(WORDS)
  return (
    <div className="p-2">
      <p className="px-1 pb-2 text-xs text-pretty text-ink-2">{words.intro}</p>
      <ul>
        {EXAMPLES.map(([example, what]) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onTry(example)}
              className="flex min-h-9 w-full items-center gap-3 rounded-lg px-1 py-1 text-left hover:bg-hover touch:min-h-11"
            >
              <code className="w-28 shrink-0 truncate rounded-md bg-chip px-1.5 py-0.5 text-xs">
                {example}
              </code>
              <span className="text-xs text-pretty text-ink-2">{words[what]}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

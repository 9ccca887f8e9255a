import { buttonClass } from '#components/ui/button.tsx'
import { defineWords } from '#lib/language/language.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'

const WORDS = defineWords({
  en: {
    title: 'Nothing is here',
    why: 'The address may be mistyped, or what it showed was deleted. Your takes are in the studio.',
    open: 'Open the studio',
  },
  zh: {
    title: '这里什么也没有',
    why: '地址可能写错了，或者内容已被删除。生成结果都在工作室里。',
    open: '打开工作室',
  },
})

export default async function NotFound() {
  const words = WORDS[await pageLanguage()]
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-100 space-y-3">
        <h1 className="text-xl font-semibold">{words.title}</h1>
        <p className="text-base text-pretty text-ink-2">{words.why}</p>
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- the router’s own link would weigh on every page */}
        <a href="/" className={`${buttonClass('plain')} mt-2`}>
          {words.open}
        </a>
      </div>
    </main>
  )
}

'use client'
import { useEffect } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    title: 'This page broke',
    kept: 'Your draft is kept in this browser and every take goes on being made on the server. Load the page again to go on.',
    forLog: (digest: string) => `For the log: ${digest}`,
    load: 'Load again',
    retry: 'Try without loading',
  },
  zh: {
    title: '页面出错了',
    kept: '草稿还保存在这个浏览器里，服务器上的生成也在继续。重新加载页面即可接着使用。',
    forLog: (digest) => `日志编号：${digest}`,
    load: '重新加载',
    retry: '不加载，直接重试',
  },
})

/** Not the Button of the other pages: every page brings this one along, and hopes never to show it. */
const BUTTON = 'h-8 rounded-md px-3 text-sm touch:h-10'

/** Something in the page itself broke. The draft is in the browser's storage, the takes are on the server: both survive. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const words = useWords(WORDS)
  useEffect(() => console.error(error), [error])
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div role="alert" className="max-w-100 space-y-3">
        <h1 className="text-xl font-semibold">{words.title}</h1>
        <p className="text-base text-pretty text-ink-2">{words.kept}</p>
        {error.digest !== undefined && <p className="text-xs text-ink-3">{words.forLog(error.digest)}</p>}
        <div className="flex gap-2 pt-2">
          <button
            type="button"
            onClick={() => location.reload()}
            className={`${BUTTON} bg-accent font-semibold text-on-accent hover:bg-accent-hover`}
          >
            {words.load}
          </button>
          <button type="button" onClick={reset} className={`${BUTTON} text-ink-2 hover:bg-hover`}>
            {words.retry}
          </button>
        </div>
      </div>
    </main>
  )
}

import { Unplug } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { AppError } from '#lib/api/app-error.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    old: 'The studio’s server doesn’t answer. What you see may be old; takes go on being made, and the page catches up by itself.',
    again: 'Try again',
  },
  zh: {
    old: '工作室的服务器没有响应。眼前的内容可能已经过时；生成仍在继续，连接恢复后页面会自动更新。',
    again: '再试一次',
  },
})

/** With an error nothing could be shown at all; without one, what is shown may be old. */
export function LostConnection({ error, onRetry }: { error?: Error; onRetry: () => void }) {
  const words = useWords(WORDS)
  const say = useSay()
  return (
    <div
      role="alert"
      className="mb-4 flex items-center gap-3 rounded-xl bg-wait-soft px-4 py-3 text-sm ring-1 ring-line"
    >
      <Unplug aria-hidden size={16} className="shrink-0 text-wait" />
      <p className="flex-1">{error instanceof AppError ? say(error.said) : (error?.message ?? words.old)}</p>
      <Button size="sm" onClick={onRetry}>
        {words.again}
      </Button>
    </div>
  )
}

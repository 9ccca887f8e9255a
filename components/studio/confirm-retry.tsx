import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { useFormat, type Format } from './use-format.ts'

const WORDS = defineWords({
  en: {
    title: (count: number) => (count === 1 ? 'Retry the failed take?' : `Retry ${count} failed takes?`),
    what: 'Each is made once more as the next take of its shot, with the same recipe.',
    price: (price: string) => `It costs up to ${price}.`,
    free: 'It is free in the sandbox.',
    tokens: (count: string) => `${count} tokens`,
    unknown: 'Its price is not published.',
    no: 'Not now',
    retry: 'Retry',
  },
  zh: {
    title: (count) => `重试 ${count} 条失败的？`,
    what: '按相同的配方各再生成一次，作为各自镜头的下一条。',
    price: (price) => `费用最多 ${price}。`,
    free: '沙盒中免费。',
    tokens: (count) => `${count} tokens`,
    unknown: '价格未公布。',
    no: '暂不',
    retry: '重试',
  },
})

/** A retry is paid like any other take, so its price stands before it. */
export default function ConfirmRetry({
  generations,
  onConfirm,
  onClose,
}: {
  generations: readonly Generation[]
  onConfirm: () => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const format = useFormat()
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog title={words.title(generations.length)} onClose={onClose} className="w-96">
      <div ref={body} className="space-y-4 p-5">
        <p className="text-pretty text-ink-2">{words.what}</p>
        <p data-price className="tabular-nums">
          {priceInWords(generations, words, format)}
        </p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            {words.no}
          </Button>
          <Button
            onClick={() => {
              onConfirm()
              close()
            }}
          >
            {words.retry}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function priceInWords(
  generations: readonly Generation[],
  words: (typeof WORDS)['en'],
  format: Format,
): string {
  if (generations.every(({ provider }) => provider === 'sandbox')) return words.free
  const estimates = generations.map(({ estimate }) => estimate)
  const money = estimates.flatMap((estimate) => estimate?.money ?? [])
  const [first] = money
  if (
    first &&
    money.length === estimates.length &&
    money.every(({ currency }) => currency === first.currency)
  )
    return words.price(
      format.money(
        money.reduce((sum, { amount }) => sum + amount, 0),
        first.currency,
      ),
    )
  const tokens = estimates.flatMap((estimate) => estimate?.tokens ?? [])
  if (tokens.length < estimates.length) return words.unknown
  return words.price(words.tokens(format.tokens(tokens.reduce((sum, count) => sum + count, 0))))
}

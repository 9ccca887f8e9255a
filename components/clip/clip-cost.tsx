import { useFormat, type Format } from '#components/studio/use-format.ts'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    what: 'What',
    tokens: 'Tokens',
    price: 'Price',
    estimate: 'Estimated before',
    usage: 'Used',
    notYet: 'Not known yet',
    notSaid: 'The provider did not say',
    unknown: 'Unknown',
    free: 'Nothing was charged: the sandbox counts as a real provider would.',
  },
  zh: {
    what: '项目',
    tokens: 'tokens',
    price: '费用',
    estimate: '事先估计',
    usage: '实际用量',
    notYet: '还不知道',
    notSaid: '服务商没有给出',
    unknown: '未知',
    free: '没有产生费用：沙盒只是像真实服务商一样计数。',
  },
})

/** What it was said to cost, and beside it what it did. */
export function ClipCost({ generation }: { generation: Generation }) {
  const words = useWords(WORDS)
  const format = useFormat()
  const { estimate, usage, state, provider } = generation
  return (
    <>
      <table className="w-full text-sm">
        <thead className="text-left text-xs text-ink-3">
          <tr>
            <th scope="col" className="pb-1 font-normal">
              <span className="sr-only">{words.what}</span>
            </th>
            <th scope="col" className="pb-1 text-right font-normal">
              {words.tokens}
            </th>
            <th scope="col" className="pb-1 text-right font-normal">
              {words.price}
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums select-text">
          <Row name={words.estimate} cells={cellsOf(estimate, words.unknown, format)} />
          <Row
            name={words.usage}
            cells={cellsOf(usage, isFinal(state) ? words.notSaid : words.notYet, format)}
          />
        </tbody>
      </table>
      {provider === 'sandbox' && <p className="text-xs text-ink-3">{words.free}</p>}
    </>
  )
}

type Cells = readonly [string] | readonly [string, string]

function cellsOf(amount: Generation['usage'], otherwise: string, format: Format): Cells {
  if (!amount) return [otherwise]
  const { tokens, money } = amount
  return [format.tokens(tokens), money ? format.money(money.amount, money.currency) : '–']
}

function Row({ name, cells }: { name: string; cells: Cells }) {
  const [first, second] = cells
  return (
    <tr>
      <th scope="row" className="py-0.5 text-left font-normal text-ink-3">
        {name}
      </th>
      <td colSpan={second === undefined ? 2 : 1} className="py-0.5 text-right">
        {first}
      </td>
      {second !== undefined && <td className="py-0.5 text-right">{second}</td>}
    </tr>
  )
}

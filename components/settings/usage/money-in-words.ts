import type { Format } from '#components/studio/use-format.ts'
import type { UsageFigures } from '#lib/api/usage.ts'
import type { Currency } from '#lib/seedance/capabilities.ts'

/** In every currency that there is something in, else none of `currency`. */
export function moneyInWords(
  { money }: Pick<UsageFigures, 'money'>,
  currency: Currency,
  format: Format,
): string {
  const parts = (['CNY', 'USD'] as const).flatMap((one) => {
    const amount = money[one]
    return amount === undefined ? [] : [format.money(amount, one)]
  })
  return parts.length > 0 ? parts.join(' · ') : format.money(0, currency)
}

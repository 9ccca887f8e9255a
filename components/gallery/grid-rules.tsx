import type { CardSize } from './gallery-address.ts'
import { gridLayout, MOST_COLUMNS, PHONE_WIDTH, SIZE_RULES, widthFor } from './grid-layout.ts'

/**
 * The layout in CSS, for the cards that the server draws before anybody knows how wide the window is: the same columns and the same whole
 * pixels as gridLayout() has.
 */
export function GridRules({ size }: { size: CardSize }) {
  const { gap, onPhone } = SIZE_RULES[size]
  const least = gridLayout(PHONE_WIDTH, size).columns
  const steps = Array.from({ length: MOST_COLUMNS - least }, (_, step) => least + 1 + step)
  const rules = [
    rule(0, onPhone, gap),
    rule(PHONE_WIDTH, least, gap),
    ...steps.map((columns) => rule(widthFor(columns, size), columns, gap)),
  ]
  return <style>{rules.join('')}</style>
}

function rule(width: number, columns: number, gap: number): string {
  const card = `(100cqi - ${gap * (columns - 1)}px)/${columns}`
  return `@container (min-width:${width}px){.gallery-first{--columns:${columns};--gap:${gap}px;--stage:round(${card}*9/16,1px)}}`
}

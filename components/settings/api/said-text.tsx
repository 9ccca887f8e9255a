/** A sentence in which `…` marks what is typed as it is. */
export function SaidText({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // Parts have no names of their own, and never move.
      <code key={`${index} ${part}`} className="font-mono text-[0.92em] wrap-anywhere text-ink">
        {part}
      </code>
    ),
  )
}

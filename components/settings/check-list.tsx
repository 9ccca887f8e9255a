/** Any of a few, chosen or not, in their own order. `words` says each; `withCode` as programs do as well. */
export function CheckList<Value extends string>({
  label,
  values,
  chosen,
  onChosen,
  words,
  withCode = false,
  problem,
}: {
  label: string
  values: readonly Value[]
  chosen: readonly Value[]
  onChosen: (chosen: Value[]) => void
  words: Readonly<Record<Value, string>>
  withCode?: boolean
  problem: string | undefined
}) {
  const change = (value: Value, isChosen: boolean) =>
    onChosen(values.filter((one) => (one === value ? isChosen : chosen.includes(one))))
  return (
    <fieldset className="space-y-1">
      <legend className="text-sm font-medium">{label}</legend>
      {values.map((value) => (
        <label key={value} className="flex min-h-7 items-center gap-2 text-sm touch:min-h-11">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => change(value, target.checked)}
          />
          {words[value]}
          {withCode && <span className="font-mono text-xs text-ink-2">{value}</span>}
        </label>
      ))}
      {problem !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

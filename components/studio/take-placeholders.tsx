/** The same places that the takes will have. */
export function TakePlaceholders() {
  return (
    <div aria-hidden className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,340px),1fr))] gap-4">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="overflow-hidden rounded-xl bg-surface ring-1 ring-line">
          <div className="aspect-video bg-stage" />
          <div className="h-[125px] border-t" />
        </div>
      ))}
    </div>
  )
}

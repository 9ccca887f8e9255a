import { X } from 'lucide-react'
import { Button, IconButton } from '#components/ui/button.tsx'

/** What the change of model had to change, until it is read. */
export default function CarriedOver({
  sentences,
  onUndo,
  onDismiss,
}: {
  sentences: readonly string[]
  onUndo: () => void
  onDismiss: () => void
}) {
  return (
    <div className="mb-3 flex items-start gap-2 rounded-lg bg-hover py-1.5 pr-1.5 pl-3 text-xs text-ink-2">
      <ul className="flex-1 space-y-0.5 py-1">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Button variant="quiet" size="sm" className="h-6 text-ink" onClick={onUndo}>
        Undo
      </Button>
      <IconButton size="sm" label="Got it" onClick={onDismiss}>
        <X size={14} />
      </IconButton>
    </div>
  )
}

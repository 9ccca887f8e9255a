import { X } from 'lucide-react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { defineWords, type Sentence } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { undo: 'Undo', dismiss: 'Got it' },
  zh: { undo: '撤销', dismiss: '知道了' },
})

/** What the change of model had to change, until it is read. */
export default function CarriedOver({
  sentences,
  onUndo,
  onDismiss,
}: {
  sentences: readonly Sentence[]
  onUndo: () => void
  onDismiss: () => void
}) {
  const words = useWords(WORDS)
  const say = useSay()
  return (
    <div className="mb-3 flex items-start gap-2 rounded-lg bg-hover py-1.5 pr-1.5 pl-3 text-xs text-ink-2">
      <ul className="flex-1 space-y-0.5 py-1">
        {sentences.map((sentence) => (
          <li key={sentence.en}>{say(sentence)}</li>
        ))}
      </ul>
      <Button variant="quiet" size="sm" className="h-6 text-ink" onClick={onUndo}>
        {words.undo}
      </Button>
      <IconButton size="sm" label={words.dismiss} onClick={onDismiss}>
        <X size={14} />
      </IconButton>
    </div>
  )
}

import { Plus } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { SEQUENCE_WORDS } from './sequence.words.ts'

export function EmptySequence({ onAdd }: { onAdd: () => void }) {
  const words = useWords(SEQUENCE_WORDS)
  return (
    <div className="grid min-h-72 flex-1 place-content-center justify-items-center gap-2 rounded-xl bg-surface p-6 text-center ring-1 ring-line">
      <p className="text-base font-medium">{words.empty}</p>
      <p className="text-ink-2">{words.emptyAdvice}</p>
      <Button className="mt-2" onClick={onAdd}>
        <Plus aria-hidden size={16} />
        {words.add}
      </Button>
    </div>
  )
}

import { useRef } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks once more before something goes. `words` say what it means and what to press. */
export function ConfirmDialog({
  words,
  onConfirm,
  onClose,
}: {
  words: { title: string; meaning: string; keep: string; remove: string }
  onConfirm: () => void
  onClose: () => void
}) {
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog title={words.title} onClose={onClose} className="w-96">
      <div ref={body} className="space-y-4 p-5">
        <p className="text-ink-2">{words.meaning}</p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close} className="touch:h-11">
            {words.keep}
          </Button>
          <Button
            variant="danger"
            className="bg-bad-soft touch:h-11"
            onClick={() => {
              onConfirm()
              close()
            }}
          >
            {words.remove}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Generation } from '#lib/generation/generation.ts'

export default function ConfirmDelete({
  generation,
  onConfirm,
  onClose,
}: {
  generation: Generation
  onConfirm: () => void
  onClose: () => void
}) {
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog title={`Delete take ${generation.take}?`} onClose={onClose} className="w-96">
      <div ref={body} className="space-y-4 p-5">
        <p className="text-ink-2">
          {generation.clip
            ? 'The clip and its recipe leave this list. Download it first if somebody may still need it.'
            : 'The take and its recipe leave this list.'}
        </p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            Keep it
          </Button>
          <Button
            variant="danger"
            className="bg-bad-soft"
            onClick={() => {
              onConfirm()
              close()
            }}
          >
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    title: (title: string) => `Delete “${title}”?`,
    what: 'Its order and its trims are gone for good. The clips stay, and so does what it was joined to.',
    keep: 'Keep it',
    remove: 'Delete',
  },
  zh: {
    title: (title) => `删除“${title}”？`,
    what: '顺序和裁剪会彻底删除。成片以及已合成的成片都会保留。',
    keep: '保留',
    remove: '删除',
  },
})

export function ConfirmRemove({
  title,
  onConfirm,
  onClose,
}: {
  title: string
  onConfirm: () => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog title={words.title(title)} onClose={onClose} className="w-96">
      <div ref={body} className="space-y-4 p-5">
        <p className="text-ink-2">{words.what}</p>
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

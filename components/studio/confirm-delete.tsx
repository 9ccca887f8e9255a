import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    title: (take: number) => `Delete take ${take}?`,
    clip: 'The clip and its recipe leave this list. Download it first if somebody may still need it.',
    noClip: 'The take and its recipe leave this list.',
    keep: 'Keep it',
    remove: 'Delete',
  },
  zh: {
    title: (take) => `删除第 ${take} 条？`,
    clip: '成片和配方会从列表中移除。如果还有人需要，请先下载。',
    noClip: '这一条和它的配方会从列表中移除。',
    keep: '保留',
    remove: '删除',
  },
})

export default function ConfirmDelete({
  generation,
  onConfirm,
  onClose,
}: {
  generation: Generation
  onConfirm: () => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog title={words.title(generation.take)} onClose={onClose} className="w-96">
      <div ref={body} className="space-y-4 p-5">
        <p className="text-ink-2">{generation.clip ? words.clip : words.noClip}</p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            {words.keep}
          </Button>
          <Button
            variant="danger"
            className="bg-bad-soft"
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

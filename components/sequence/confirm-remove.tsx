import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
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
  const { title: ask, what: meaning, ...buttons } = useWords(WORDS)
  return (
    <ConfirmDialog
      words={{ ...buttons, title: ask(title), meaning }}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  )
}

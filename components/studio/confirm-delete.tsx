import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
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
  const { title, clip, noClip, ...buttons } = useWords(WORDS)
  const words = { ...buttons, title: title(generation.take), meaning: generation.clip ? clip : noClip }
  return <ConfirmDialog words={words} onConfirm={onConfirm} onClose={onClose} />
}

import { useRouter } from 'next/navigation'
import { ClipChoice } from '#components/gallery/clip-choice.tsx'
import { useWords } from '#components/ui/language.tsx'
import { compareAddress, type ComparedTake } from '#lib/api/comparison.ts'
import { defineWords } from '#lib/language/language.ts'
import type { ComparePlayer } from './compare-player.ts'

const WORDS = defineWords({
  en: {
    title: 'Add a clip to the comparison',
    none: 'No other clip was found.',
    clip: (take: number, prompt: string) => `Take ${take}: ${prompt}`,
  },
  zh: {
    title: '添加成片到对比',
    none: '没有找到其他成片。',
    clip: (take, prompt) => `第 ${take} 条：${prompt}`,
  },
})

/** A press adds a clip that is not compared yet. */
export default function AddClip({
  takes,
  player,
  project,
  onClose,
}: {
  takes: readonly ComparedTake[]
  player: ComparePlayer
  project: string
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const router = useRouter()
  const ids = takes.map(({ generation }) => generation.id)
  return (
    <ClipChoice
      project={project}
      words={words}
      without={ids}
      onPress={({ id }, button) => {
        button.closest('dialog')?.close()
        router.replace(compareAddress([...ids, id], { frame: player.state().frame, project }))
      }}
      onClose={onClose}
    />
  )
}

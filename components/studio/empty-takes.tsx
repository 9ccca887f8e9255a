import { ArrowRight, Clapperboard } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    title: 'Your takes appear here',
    how: 'Say what happens, how the camera moves and what is heard. Pictures, clips and sounds you drop in can be named in the prompt with @.',
    example:
      'A paper boat drifts down a rain-soaked street at dusk, past glowing shop windows. ' +
      'The camera follows low over the water; drops ring on the surface, a distant tram bell sounds.',
    begin: 'A prompt to begin with',
    tryIt: 'Try it',
  },
  zh: {
    title: '生成结果会出现在这里',
    how: '写下发生了什么、镜头怎样运动、听到什么。拖入的图片、视频和音频可以在提示词里用 @ 提及。',
    example:
      '黄昏，一只纸船顺着雨水浸湿的街道漂流，经过一扇扇亮着灯的橱窗。' +
      '镜头贴着水面低低跟随；雨滴在水面荡开涟漪，远处传来电车的铃声。',
    begin: '可以从这条提示词开始',
    tryIt: '试一试',
  },
})

/** Teaches with one prompt that can be tried at once. */
export function EmptyTakes({ onTry }: { onTry: (prompt: string) => void }) {
  const words = useWords(WORDS)
  return (
    <div className="flex min-h-[min(560px,60dvh)] flex-col items-center justify-center px-6 py-12 text-center">
      <Clapperboard aria-hidden size={28} strokeWidth={1.5} className="text-ink-3" />
      <h2 className="mt-4 text-xl font-semibold latin:tracking-tight">{words.title}</h2>
      <p className="mt-1.5 max-w-100 text-base text-pretty text-ink-2">{words.how}</p>
      <figure className="mt-6 w-full max-w-120 rounded-xl bg-surface text-left ring-1 ring-line">
        <blockquote className="px-5 pt-4 pb-3 text-base text-pretty">{words.example}</blockquote>
        <figcaption className="flex items-center justify-between gap-3 border-t py-2 pr-2 pl-5 text-xs text-ink-3">
          {words.begin}
          <Button variant="quiet" size="sm" className="text-ink" onClick={() => onTry(words.example)}>
            {words.tryIt}
            <ArrowRight aria-hidden size={14} />
          </Button>
        </figcaption>
      </figure>
    </div>
  )
}

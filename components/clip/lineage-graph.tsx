import { clsx } from 'clsx'
import { Ban, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useFormat } from '#components/studio/use-format.ts'
import { useLanguage, useSay, useWords } from '#components/ui/language.tsx'
import type { Lineage, LineageNode } from '#lib/api/clips.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import type { SourceKind } from '#lib/generation/lineage.ts'
import { defineWords } from '#lib/language/language.ts'
import { cardName } from './clip-words.ts'
import {
  CAPTION_HEIGHT,
  kindsOf,
  layoutLineage,
  NODE_HEIGHT,
  NODE_WIDTH,
  type PlacedNode,
} from './lineage-layout.ts'
import { clipAddress } from './use-clip.ts'

const WORDS = defineWords({
  en: {
    here: 'This one',
    kinds: {
      clip: 'Clip',
      last_frame: 'Last frame',
      frame: 'Frame',
      draft: 'Final',
      part: 'Part',
    } as Record<SourceKind, string>,
    before: (name: string, as: string) => `Made from ${name}: ${as}`,
    after: (name: string, as: string) => `Made from it: ${name}: ${as}`,
    bin: 'in the bin',
    gone: 'deleted',
    cut: 'There is more of it, further away.',
  },
  zh: {
    here: '当前',
    kinds: { clip: '成片', last_frame: '尾帧', frame: '单帧', draft: '正片', part: '片段' },
    before: (name, as) => `来源：${name}（${as}）`,
    after: (name, as) => `由它生成：${name}（${as}）`,
    bin: '在回收站中',
    gone: '已删除',
    cut: '还有更多，没有全部画出。',
  },
})

/** What it was made from on the left, what was made from it on the right. */
export function LineageGraph({ lineage }: { lineage: Lineage }) {
  const words = useWords(WORDS)
  const layout = layoutLineage(lineage)
  const box = useRef<HTMLDivElement>(null)
  const here = lineage.nodes.find(({ generation }) => generation === 0)?.id
  useEffect(() => {
    const own = box.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (box.current && own)
      box.current.scrollLeft = own.offsetLeft - (box.current.clientWidth - own.offsetWidth) / 2
  }, [here])
  return (
    <div className="space-y-2">
      <div
        ref={box}
        tabIndex={-1}
        className="relative -mx-4 scrollbar-quiet overflow-x-auto px-4 py-1 lg:-mx-5 lg:px-5"
      >
        <div className="relative" style={{ width: layout.width, height: layout.height }}>
          <svg
            aria-hidden
            width={layout.width}
            height={layout.height}
            className="absolute inset-0 fill-none stroke-control"
          >
            {layout.lines.map(({ key, path, isFrame }) => (
              <path key={key} d={path} strokeWidth={1.5} {...(isFrame && { strokeDasharray: '3 4' })} />
            ))}
          </svg>
          <ul>
            {layout.nodes.map((placed) => (
              <li key={placed.node.id}>
                <Node placed={placed} lineage={lineage} />
              </li>
            ))}
          </ul>
        </div>
      </div>
      {lineage.isCut && <p className="text-xs text-ink-3">{words.cut}</p>}
    </div>
  )
}

function Node({ placed: { node, x, y }, lineage }: { placed: PlacedNode; lineage: Lineage }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const format = useFormat()
  const isHere = node.generation === 0
  const as = format.list(kindsOf(lineage, node).map((kind) => words.kinds[kind]))
  const name = cardName(node, language)
  const label = isHere ? name : node.generation < 0 ? words.before(name, as) : words.after(name, as)
  const state = useStateWords(node)
  return (
    <Link
      href={clipAddress(node.id)}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
      aria-label={state === undefined ? label : `${label} (${state})`}
      title={node.prompt}
      style={{ left: x, top: y, width: NODE_WIDTH, height: NODE_HEIGHT + CAPTION_HEIGHT }}
      className="group absolute block rounded-md"
    >
      <span
        style={{ height: NODE_HEIGHT }}
        className={clsx(
          'relative block overflow-hidden rounded-md bg-stage ring-1 transition-shadow group-hover:ring-control',
          isHere ? 'ring-2 ring-ink' : 'ring-line-strong',
        )}
      >
        <Picture node={node} />
      </span>
      <span className="block truncate pt-0.5 text-2xs text-ink-2 tabular-nums">
        {isHere ? words.here : (state ?? as)}
      </span>
    </Link>
  )
}

function useStateWords({ removed, state }: LineageNode): string | undefined {
  const words = useWords(WORDS)
  const say = useSay()
  if (removed) return words[removed]
  return state === 'succeeded' ? undefined : say(stateInWords({ state, attempts: 0, cancelRequested: false }))
}

function Picture({ node: { clip, removed } }: { node: LineageNode }) {
  if (!clip)
    return (
      <span className="absolute inset-0 grid place-items-center text-ink-3">
        {removed ? <Trash2 aria-hidden size={14} /> : <Ban aria-hidden size={14} />}
      </span>
    )
  return (
    <img
      src={`/api/media/${clip.mediaId}/preview`}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className={clsx('absolute inset-0 size-full object-cover', removed && 'opacity-45 grayscale')}
    />
  )
}

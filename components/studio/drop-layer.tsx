import { clsx } from 'clsx'
import { AudioLines, Ban, Film, Image as ImageIcon, Layers } from 'lucide-react'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useLanguage } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, inSequence, type Language, type Words } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Draft } from './draft.ts'
import type { Dragged } from './dragged-kinds.ts'
import { rulesForTake } from './dragged-take.ts'
import { distinct } from './drop-words.ts'
import { DROP_TARGETS, dropRules, roleAt, type DropRule, type DropTarget } from './drop-targets.ts'
import { draggedTake, endTakeDrag } from './take-drag.ts'
import { list } from './format.ts'
import { ROLE_HINTS, ROLE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: {
    where: 'Where it can be dropped',
    place: 'Drop it where it belongs',
    nowhere: 'This can’t be dropped here',
    recipe: 'A recipe, or a clip that carries one, can be dropped anywhere.',
    nothing: 'Nothing was added',
    endOfTake: 'The picture that the take ends on',
    anything: 'A look, a movement, a sound',
  },
  zh: {
    where: '可以放下的位置',
    place: '放到对应的位置',
    nowhere: '这里放不了',
    recipe: '配方或带有配方的成片，放在哪里都可以。',
    nothing: '没有添加任何内容',
    endOfTake: '这一条的结尾画面',
    anything: '风格、动作或声音',
  },
})

type Allowed = Extract<DropRule, { allowed: true }>
type Refused = Extract<DropRule, { allowed: false }>

/**
 * While something is dragged: the places that can take it, and why the others can't. Loaded once the page is at rest; folders are
 * opened by react-dropzone.
 */
export default function DropLayer({
  draft,
  dragged,
  onFiles,
  onTake,
  onEnd,
}: {
  draft: Draft
  dragged: Dragged
  /**
   * Without a target the files go where they naturally belong. With `refuse` there is no place for any, which is said unless it is no
   * reference that was dropped.
   */
  onFiles: (files: readonly File[], target?: DropTarget, refuse?: () => void) => void
  onTake: (take: Generation, target: DropTarget) => void
  onEnd: () => void
}) {
  const language = useLanguage()
  const words = WORDS[language]
  const { model } = modelOrLoosest(draft.model)
  const take = draggedTake()
  const rules = take
    ? rulesForTake(take, model, draft.references)
    : dropRules(dragged, model, draft.references)
  const places = rules.filter((rule): rule is Allowed => rule.allowed)
  const refused = rules.filter((rule): rule is Refused => !rule.allowed)
  const [over, setOver] = useState<DropTarget>()
  const refuse = () =>
    notify({
      kind: 'problem',
      message: words.nothing,
      advice: inSequence(...distinct(refused.map(({ reason }) => reason)))[language],
    })
  const { getRootProps } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDrop: (files, _rejected, event) => {
      onEnd()
      if (files.length === 0) return
      onFiles(files, targetUnder(event.target), places.length === 0 ? refuse : undefined)
    },
  })
  const root = getRootProps({
    role: 'region',
    'aria-label': words.where,
    tabIndex: -1,
    onDragOver: (event) => setOver(targetUnder(event.target)),
    onDrop: (event) => {
      if (!take) return
      endTakeDrag()
      onEnd()
      const target = targetUnder(event.target)
      if (target) onTake(take, target)
      else if (places.length === 0) refuse()
    },
  })
  return (
    <div
      {...root}
      data-drop-layer
      className="fixed inset-0 z-30 flex animate-appear flex-col items-center justify-center gap-4 overflow-y-auto bg-scrim p-6 backdrop-blur-sm"
    >
      <p className="text-xl font-semibold text-on-screen">
        {places.length > 0 ? words.place : words.nowhere}
      </p>
      {places.length > 0 && (
        <div className="grid w-full max-w-200 gap-3 sm:auto-cols-fr sm:grid-flow-col">
          {places.map((rule) => (
            <DropPlace
              key={rule.target}
              rule={rule}
              dragged={dragged}
              take={take}
              isOver={rule.target === over}
            />
          ))}
        </div>
      )}
      {!take && dragged.unknown + dragged.video > 0 && (
        <p className="text-sm text-on-screen-2">{words.recipe}</p>
      )}
      {refused.length > 0 && <Refusals refused={refused} />}
    </div>
  )
}

function DropPlace({
  rule: { target, effect },
  dragged,
  take,
  isOver,
}: {
  rule: Allowed
  dragged: Dragged
  take: Generation | undefined
  isOver: boolean
}) {
  const language = useLanguage()
  const words = WORDS[language]
  return (
    <div
      data-drop-target={target}
      className={clsx(
        'flex flex-col items-center gap-2 rounded-2xl border-2 border-dashed bg-raised px-4 py-8 text-center transition-colors max-sm:py-5',
        isOver ? 'border-ink' : 'border-line-strong',
      )}
    >
      <span aria-hidden className="text-ink-2">
        {ICONS[(target === 'reference' ? onlyKind(dragged, take) : 'image') ?? 'mixed']}
      </span>
      <span className="text-base font-semibold">{TARGET_WORDS[language][target]}</span>
      <span className="text-xs text-ink-3">
        {take && target !== 'reference' ? words.endOfTake : hintFor(target, dragged, take, language)}
      </span>
      {effect !== undefined && <span className="text-xs text-wait">{effect[language]}</span>}
    </div>
  )
}

function Refusals({ refused }: { refused: readonly Refused[] }) {
  const language = useLanguage()
  return (
    <ul className="w-full max-w-200 space-y-1.5 rounded-xl bg-shade px-4 py-3 text-sm text-on-screen-2">
      {distinct(refused.map(({ reason }) => reason)).map((reason) => {
        const sentence = reason[language]
        const targets = refused.filter((one) => one.reason.en === reason.en).map(({ target }) => target)
        const places = targets.map((target) => TARGET_WORDS[language][target])
        return (
          <li key={reason.en} data-drop-refused={targets[0]} className="flex items-start gap-2">
            <Ban aria-hidden size={14} className="mt-0.5 shrink-0" />
            <span>
              {!places.some((place) => names(sentence, place)) && (
                <span className="font-medium text-on-screen">{list(places, language)} </span>
              )}
              {sentence}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** “A first frame is a picture.” needs no “First frame” before it. */
function names(sentence: string, place: string): boolean {
  return sentence.toLowerCase().includes(place.toLowerCase())
}

/** As a reference anything may be dropped, not a picture alone. */
const TARGET_WORDS: Words<Record<DropTarget, string>> = defineWords({
  en: { ...ROLE_WORDS.en, reference: 'Reference' },
  zh: { ...ROLE_WORDS.zh, reference: '参考素材' },
})

function onlyKind(dragged: Dragged, take: Generation | undefined) {
  if (take) return 'video'
  const kinds = (['image', 'video', 'audio'] as const).filter((kind) => dragged[kind] > 0)
  return kinds.length === 1 && dragged.unknown === 0 ? kinds[0] : undefined
}

const LOOK = { size: 24, strokeWidth: 1.5 }
const ICONS = {
  image: <ImageIcon {...LOOK} />,
  video: <Film {...LOOK} />,
  audio: <AudioLines {...LOOK} />,
  mixed: <Layers {...LOOK} />,
}

function hintFor(
  target: DropTarget,
  dragged: Dragged,
  take: Generation | undefined,
  language: Language,
): string {
  const hints = ROLE_HINTS[language]
  if (target !== 'reference') return hints[target]
  const kind = onlyKind(dragged, take)
  if (kind === undefined) return WORDS[language].anything
  return hints[roleAt('reference', kind)]
}

function targetUnder(under: EventTarget | null): DropTarget | undefined {
  const place = under instanceof Element ? under.closest<HTMLElement>('[data-drop-target]') : null
  return DROP_TARGETS.find((target) => target === place?.dataset.dropTarget)
}

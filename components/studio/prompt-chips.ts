/** How chips and time marks look in the editor: the same as in the overlay of the textarea, and their role with it. */
import { Decoration, WidgetType, type DecorationSet } from '@codemirror/view'
import { defineWords, type Language } from '#lib/language/language.ts'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import { timeMarks } from '#lib/prompt/spelled-mentions.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'

const WORDS = defineWords({
  en: {
    title: (name: string, role: string) => `${name}: ${role}`,
    removed: (name: string) => `${name}: removed`,
    /** Between name and role, for who hears them. */
    pause: ', ',
  },
  zh: {
    title: (name, role) => `${name}：${role}`,
    removed: (name) => `${name}：已移除`,
    pause: '，',
  },
})

/** What a chip shows of its reference. */
export interface ChipFace {
  kind: ReferenceKind
  role: string
  /** The address of a small picture. */
  picture?: string | undefined
}

export function chipDecorations(
  { text, mentions }: PromptText,
  faces: ReadonlyMap<string, ChipFace>,
  language: Language,
): DecorationSet {
  return Decoration.set(
    mentions.map(({ id, start, end }) => {
      const widget = new Chip(text.slice(start + 1, end), faces.get(id), language)
      return Decoration.replace({ widget }).range(start, end)
    }),
  )
}

export function timeDecorations(text: string): DecorationSet {
  return Decoration.set(timeMarks(text).map(({ start, end }) => TIME_MARK.range(start, end)))
}

const TIME_MARK = Decoration.mark({
  class: 'rounded-sm bg-hover text-ink-2 tabular-nums shadow-[0_0_0_1px_var(--color-line-strong)]',
})

class Chip extends WidgetType {
  private readonly name: string
  private readonly face: ChipFace | undefined
  private readonly language: Language

  constructor(name: string, face: ChipFace | undefined, language: Language) {
    super()
    this.name = name
    this.face = face
    this.language = language
  }

  override eq(other: Chip): boolean {
    const [one, two] = [this.face, other.face]
    return (
      this.name === other.name &&
      this.language === other.language &&
      one?.kind === two?.kind &&
      one?.role === two?.role &&
      one?.picture === two?.picture
    )
  }

  override toDOM(): HTMLElement {
    const words = WORDS[this.language]
    const chip = element('span', this.face ? CHIP : BROKEN_CHIP)
    chip.dataset['chip'] = this.face ? 'whole' : 'broken'
    chip.title = this.face ? words.title(this.name, this.face.role) : words.removed(this.name)
    // Read out, and there for whoever copies what is shown; the picture stands where it is.
    chip.append(element('span', 'sr-only', '@'))
    if (this.face) chip.append(thumb(this.face))
    // A chip stays on one line; a name of up to 64 characters must still fit a phone.
    chip.append(element('span', 'inline-block max-w-[22ch] truncate align-bottom', this.name))
    if (this.face) {
      chip.append(element('span', 'sr-only', words.pause))
      chip.append(element('span', 'ml-1 text-2xs text-ink-2', this.face.role))
    }
    return chip
  }

  override ignoreEvent(): boolean {
    return false
  }
}

const CHIP = 'rounded-sm bg-chip px-0.5 whitespace-nowrap shadow-[0_0_0_2px_var(--color-chip)]'
const BROKEN_CHIP =
  'rounded-sm bg-bad-soft px-0.5 whitespace-nowrap text-bad line-through shadow-[0_0_0_2px_var(--color-bad-soft)]'

function thumb({ kind, picture }: ChipFace): HTMLElement {
  const frame = element(
    'span',
    'relative mr-1 inline-flex size-3.5 items-center justify-center overflow-hidden rounded-full bg-stage align-[-0.15em] text-ink-3',
  )
  frame.ariaHidden = 'true'
  frame.append(icon(kind))
  if (picture !== undefined) {
    const image = document.createElement('img')
    image.className = 'absolute inset-0 size-full bg-stage object-cover'
    image.alt = ''
    image.draggable = false
    image.addEventListener('error', () => image.remove())
    image.src = picture
    frame.append(image)
  }
  return frame
}

/** Strokes on a 16-pixel grid: the kind stands in until there is a picture, or instead. */
const STROKES: Readonly<Record<ReferenceKind, string>> = {
  image: 'M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3',
  video: 'M2 3h12v10H2zM5 3v10M11 3v10M2 8h12',
  audio: 'M2 7v2M5 4v8M8 2v12M11 5v6M14 7v2',
}

function icon(kind: ReferenceKind): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', 'size-2.5 fill-none stroke-current')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', STROKES[kind])
  svg.append(path)
  return svg
}

const SVG = 'http://www.w3.org/2000/svg'

function element(tag: string, className: string, text = ''): HTMLElement {
  const created = document.createElement(tag)
  created.className = className
  created.textContent = text
  return created
}

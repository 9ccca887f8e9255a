/**
 * The editor on CodeMirror. Its document is the prompt's text, its chips are replaced ranges of it, so every offset means the same
 * on both sides. It keeps no history and decides nothing: what is typed is reported, and what comes of it is shown.
 */
import {
  Annotation,
  Compartment,
  EditorSelection,
  EditorState,
  Prec,
  StateEffect,
  StateField,
} from '@codemirror/state'
import { Decoration, EditorView, placeholder, type DecorationSet } from '@codemirror/view'
import type { Language } from '#lib/language/language.ts'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import { chipDecorations, timeDecorations, type ChipFace } from './prompt-chips.ts'
import { clipboardHandlers } from './prompt-clip-events.ts'
import type { PromptEditor, PromptSurface } from './use-prompt-editor.ts'

/** The newest of what the hook offers, whenever something happens. */
export type Editing = () => PromptEditor

export interface PromptView extends PromptSurface {
  show(prompt: PromptText, faces: ReadonlyMap<string, ChipFace>, language: Language): void
  describe(attributes: Readonly<Record<string, string>>, placeholder: string): void
  /** In pixels of the window. */
  placeOf(offset: number): { left: number; top: number; bottom: number } | undefined
  destroy(): void
}

export function mountPromptView(parent: HTMLElement, text: string, editing: Editing): PromptView {
  let attributes: Readonly<Record<string, string>> = {}
  let shownHint = ''
  let shownKey = ''
  const hint = new Compartment()
  const composition = { isUnreported: false }
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // A prompt from elsewhere may hold \r\n: counted as two, as everywhere else.
        EditorState.lineSeparator.of('\n'),
        chips,
        times,
        look,
        EditorView.lineWrapping,
        hint.of([]),
        EditorView.contentAttributes.of(() => attributes),
        Prec.highest(EditorView.domEventHandlers(keyHandlers(editing, composition))),
        Prec.high(EditorView.domEventHandlers(clipboardHandlers(editing))),
        reports(editing, composition),
      ],
    }),
  })
  return {
    focus: () => view.focus(),
    selection: () => ({ start: view.state.selection.main.from, end: view.state.selection.main.to }),
    place: (caret, end = caret) => {
      const anchor = Math.min(caret, view.state.doc.length)
      const head = Math.min(end, view.state.doc.length)
      view.dispatch({
        selection: { anchor, head },
        scrollIntoView: view.hasFocus,
        annotations: told.of(true),
      })
    },
    show: (prompt, faces, language) => {
      if (view.compositionStarted || composition.isUnreported) return
      const key = JSON.stringify([language, prompt, prompt.mentions.map(({ id }) => faces.get(id))])
      if (key === shownKey && view.state.doc.toString() === prompt.text) return
      shownKey = key
      view.dispatch({
        ...difference(view.state.doc.toString(), prompt.text),
        effects: setChips.of(chipDecorations(prompt, faces, language)),
        annotations: told.of(true),
      })
    },
    describe: (next, nextHint) => {
      if (nextHint === shownHint && JSON.stringify(next) === JSON.stringify(attributes)) return
      attributes = next
      const isNewHint = nextHint !== shownHint
      shownHint = nextHint
      view.dispatch(isNewHint ? { effects: hint.reconfigure(placeholder(nextHint)) } : {})
    },
    placeOf: (offset) => view.coordsAtPos(Math.min(offset, view.state.doc.length), 1) ?? undefined,
    destroy: () => view.destroy(),
  }
}

/** On what the editor was told to show: it is not reported back. */
const told = Annotation.define<boolean>()

const setChips = StateEffect.define<DecorationSet>()

const chips = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) =>
    transaction.effects.find((effect) => effect.is(setChips))?.value ?? shown.map(transaction.changes),
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
})

const times = StateField.define<DecorationSet>({
  create: (state) => timeDecorations(state.doc.toString()),
  update: (shown, { docChanged, newDoc }) => (docChanged ? timeDecorations(newDoc.toString()) : shown),
  provide: (field) => EditorView.decorations.from(field),
})

/** Only what CodeMirror's own sheet has to be talked out of; the type comes from around it. */
const look = EditorView.theme({
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '12px 16px', minHeight: '8rem', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--color-ink-3)' },
})

/** React's own state may lag behind by more than the time that a composition takes to settle. */
interface Composition {
  isUnreported: boolean
}

function reports(editing: Editing, composition: Composition) {
  return EditorView.updateListener.of(({ view, transactions, docChanged, selectionSet, focusChanged }) => {
    if (focusChanged) {
      if (view.hasFocus) editing().focus()
      else editing().blur()
    }
    if (transactions.some((transaction) => transaction.annotation(told))) return
    const { main } = view.state.selection
    // While an input method composes, nothing is made of the text, and nothing is drawn anew under it.
    if (view.compositionStarted) {
      if (!docChanged) return
      composition.isUnreported = true
      editing().compose(view.state.doc.toString())
    } else if (docChanged) {
      composition.isUnreported = false
      editing().edit(view.state.doc.toString(), main.head)
    } else if (selectionSet) editing().select(main.from, main.to)
  })
}

function keyHandlers(editing: Editing, composition: Composition) {
  // CodeMirror reads the last of a composition up to 50 ms after its end.
  const report = (view: EditorView) => {
    if (!composition.isUnreported) return
    composition.isUnreported = false
    editing().edit(view.state.doc.toString(), view.state.selection.main.head)
  }
  const finish = (view: EditorView) => {
    if (!view.compositionStarted) report(view)
  }
  return {
    // Nothing of the new one is there yet: two in a hurry are two steps back.
    compositionstart: (_event: CompositionEvent, view: EditorView) => report(view),
    compositionend: (_event: CompositionEvent, view: EditorView) => {
      setTimeout(() => finish(view), 60)
    },
    keydown: (event: KeyboardEvent, view: EditorView): boolean => {
      if (event.isComposing || event.keyCode === COMPOSING) return false
      finish(view)
      if (editing().press(event)) return true
      if (event.key === 'Enter' && !event.altKey) {
        view.dispatch({ ...view.state.replaceSelection('\n'), scrollIntoView: true, userEvent: 'input' })
        return true
      }
      return stepOverChip(event, view)
    },
    // The browser's own menu, and shaking a phone.
    beforeinput: (event: InputEvent): boolean => {
      const key = { historyUndo: 'z', historyRedo: 'y' }[event.inputType]
      return key !== undefined && editing().press({ ...NO_KEYS, key, ctrlKey: true })
    },
  }
}

/** What browsers say of a key that goes to the input method; Safari says it after `isComposing` has ended. */
const COMPOSING = 229
const NO_KEYS = { altKey: false, metaKey: false, shiftKey: false }

/** Beside a chip the browser's own arrow key would need two presses, or go inside. */
function stepOverChip(event: KeyboardEvent, view: EditorView): boolean {
  const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
  if (!isArrow || event.ctrlKey || event.metaKey || event.altKey) return false
  const { main } = view.state.selection
  if (!main.empty && !event.shiftKey) return false
  const next = view.moveByChar(main, event.key === 'ArrowRight')
  const selection = event.shiftKey
    ? EditorSelection.range(main.anchor, next.head)
    : EditorSelection.cursor(next.head, next.assoc)
  view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' })
  return true
}

/** As small a change as makes one text of the other: the caret stays where it is. */
function difference(from: string, to: string): { changes?: { from: number; to: number; insert: string } } {
  if (from === to) return {}
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && from[start] === to[start]) start += 1
  let tail = 0
  while (tail < shorter - start && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1
  return { changes: { from: start, to: from.length - tail, insert: to.slice(start, to.length - tail) } }
}

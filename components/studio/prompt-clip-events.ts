/** Copy, cut, paste and drop in the editor: chips stay chips within the studio and are text outside it. */
import type { EditorView } from '@codemirror/view'
import {
  clipAsHtml,
  cutOut,
  pasteInto,
  PROMPT_CLIP_TYPE,
  readClip,
  writeClip,
} from '#lib/prompt/prompt-clipboard.ts'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import { chipSpelled, findSpelled } from '#lib/prompt/spelled-mentions.ts'
import type { Editing } from './prompt-view.ts'

export function clipboardHandlers(editing: Editing) {
  const copy = (event: ClipboardEvent, view: EditorView): boolean => {
    const { from, to } = view.state.selection.main
    // Nothing selected, nothing copied: CodeMirror's own way would take the whole line.
    if (from === to || !event.clipboardData) return true
    const clip = cutOut(editing().prompt, from, to)
    event.clipboardData.setData('text/plain', clip.text)
    event.clipboardData.setData('text/html', clipAsHtml(clip))
    event.clipboardData.setData(PROMPT_CLIP_TYPE, writeClip(clip))
    if (event.type !== 'cut') return true
    const { prompt, references } = editing()
    editing().replace([pasteInto(prompt, { start: from, end: to }, { text: '', mentions: [] }, references)])
    return true
  }
  return {
    copy,
    cut: copy,
    paste: (event: ClipboardEvent, view: EditorView): boolean => {
      const data = event.clipboardData
      // The page makes references of files.
      if (!data || data.files.length > 0) return true
      // Text that is pasted into the prompt is its text, also where it is an address.
      event.stopPropagation()
      const { from, to } = view.state.selection.main
      takeIn(clipIn(data), { start: from, end: to }, editing)
      return true
    },
    // Else CodeMirror would read a dropped file as text.
    drop: (event: DragEvent): boolean => (event.dataTransfer?.files.length ?? 0) > 0,
  }
}

/** First the text as it is, then its spelled names as chips: one step back gives the text again. */
function takeIn(clip: PromptText, range: { start: number; end: number }, editing: Editing): void {
  const { prompt, references } = editing()
  const pasted = pasteInto(prompt, range, clip, references)
  const spelled = findSpelled(pasted.prompt, references).filter(
    ({ start, end }) => start >= range.start && end <= pasted.caret,
  )
  if (spelled.length === 0) return editing().replace([pasted])
  editing().replace([pasted, chipSpelled(pasted.prompt, spelled, references, pasted.caret)])
}

function clipIn(data: DataTransfer): PromptText {
  const own = readClip(data.getData(PROMPT_CLIP_TYPE)) ?? clipOfHtml(data.getData('text/html'))
  return own ?? { text: data.getData('text/plain').replaceAll(/\r\n?/g, '\n'), mentions: [] }
}

/** Where the browser dropped the type of our own: what clipAsHtml wrote. Foreign HTML is nothing; its text is taken. */
function clipOfHtml(html: string): PromptText | undefined {
  if (!html.includes('data-seedreel-prompt')) return undefined
  const root = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-seedreel-prompt]')
  if (!root) return undefined
  let text = ''
  const mentions: PromptText['mentions'] = []
  for (const node of root.childNodes) {
    const label = node.textContent ?? ''
    const id = node instanceof HTMLElement ? node.dataset['seedreelReference'] : undefined
    if (id !== undefined) mentions.push({ id, start: text.length, end: text.length + label.length })
    text += label
  }
  return readClip(JSON.stringify({ text, mentions }))
}

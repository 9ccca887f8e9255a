import { clsx } from 'clsx'
import { lazy, Suspense, type RefObject } from 'react'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'
import type { Uploads } from './use-uploads.ts'

const ReferenceThumb = lazy(() =>
  import('./reference-thumb.tsx').then((loaded) => ({ default: loaded.ReferenceThumb })),
)

/**
 * What is seen of the prompt. It lies under a textarea of the very same text in the very same type, whose letters are transparent: so the
 * chips may colour the letters but not move them. The picture of a chip stands where its `@` is.
 */
export function PromptOverlay({
  prompt,
  references,
  uploads,
  markerAt,
  marker,
}: {
  prompt: PromptText
  references: readonly DraftReference[]
  uploads: Uploads
  /** Where the menu of references belongs, as an offset into the text. */
  markerAt: number | undefined
  marker: RefObject<HTMLSpanElement | null>
}) {
  return pieces(prompt, markerAt).map((piece) => {
    if ('marker' in piece) return <span key="marker" ref={marker} />
    if (piece.id === undefined) return piece.text
    const reference = references.find(({ id }) => id === piece.id)
    return (
      <span
        key={`${piece.start}`}
        className={clsx(
          'rounded-sm box-decoration-clone',
          reference
            ? 'bg-chip shadow-[0_0_0_2px_var(--color-chip)]'
            : 'bg-bad-soft text-bad line-through shadow-[0_0_0_2px_var(--color-bad-soft)]',
        )}
      >
        <span className="relative text-transparent">
          @
          {reference && (
            <Suspense>
              <ReferenceThumb
                kind={reference.kind}
                mediaId={reference.mediaId}
                preview={uploads.states.get(reference.id)?.preview}
                className="absolute! inset-y-0 -left-0.5 my-auto size-3.5 rounded-full! [&_svg]:size-2.5"
              />
            </Suspense>
          )}
        </span>
        {piece.text.slice(1)}
      </span>
    )
  })
}

type Piece = { text: string; start: number; id?: string } | { marker: true }

/** The text in stretches of plain text and mentions, with the marker between two letters of it. */
export function pieces({ text, mentions }: PromptText, markerAt: number | undefined): Piece[] {
  const all: Piece[] = []
  const plain = (from: number, to: number) => {
    if (markerAt !== undefined && markerAt >= from && markerAt < to) {
      all.push({ text: text.slice(from, markerAt), start: from }, { marker: true })
      all.push({ text: text.slice(markerAt, to), start: markerAt })
    } else if (to > from) all.push({ text: text.slice(from, to), start: from })
  }
  let from = 0
  for (const { id, start, end } of mentions) {
    plain(from, start)
    all.push({ text: text.slice(start, end), start, id })
    from = end
  }
  plain(from, text.length)
  return all
}

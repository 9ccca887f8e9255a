import { useDesk, isWithin } from './desk.ts'
import { asTyped, initialsOf } from './place-words.ts'

/**
 * The comment that is looked at, over its frame: on the whole screen, and on a phone, the list is out of sight. Read out it would be said
 * twice: it stands in the list.
 */
export function SaidHere({ frame }: { frame: number }) {
  const review = useDesk((desk) => desk.review)
  const selected = useDesk((desk) => desk.selected)
  const comment = review?.comments.find(({ id }) => id === selected)
  if (!review || !comment?.frames || comment.text === '' || !isWithin(comment.frames, frame)) return null
  return (
    <p
      aria-hidden
      data-said-here
      className="pointer-events-none absolute inset-x-2 bottom-2 mx-auto line-clamp-3 w-fit max-w-160 rounded-lg bg-shade px-2.5 py-1.5 text-sm wrap-anywhere text-on-screen in-[:fullscreen]:bottom-28 lg:hidden lg:in-[:fullscreen]:line-clamp-3"
    >
      <span className="font-semibold">{initialsOf(comment.author.name)}</span>{' '}
      {asTyped(comment.text, review.people)}
    </p>
  )
}

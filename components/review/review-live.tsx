'use client'
/** Keeps what is said of the clip up to date, and its keys. Draws nothing; loaded once the page has come to rest. */
import { useEffect } from 'react'
import { loadClip } from '#components/clip/clip-store.ts'
import { useCommands } from '#components/studio/commands/registry.ts'
import { fetchReview } from '#lib/queries/review.ts'
import { changeDesk, openDesk } from './desk.ts'
import { writeComment } from './focus-form.ts'
import { followReview } from './follow-review.ts'
import { reviewCommands } from './review-commands.ts'

/** `?comment=new`: the page was opened to write one. */
const NEW = 'new'

export default function ReviewLive({ id }: { id: string }) {
  useEffect(() => {
    openDesk(id)
    const asked = new URLSearchParams(window.location.search).get('comment')
    if (asked === NEW) writeComment()
    else if (asked !== null) changeDesk({ tab: 'comments', selected: asked })
    return followReview({
      id,
      read: (after, signal) => fetchReview(id, after, signal),
      asked: asked ?? undefined,
      // Stars, tags and where the takes stand may have changed as well.
      onNews: () => void loadClip(id).catch(() => undefined),
    })
  }, [id])
  useCommands(reviewCommands)
  return null
}

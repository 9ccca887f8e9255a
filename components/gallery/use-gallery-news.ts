'use client'
/** What others change, and what is finished meanwhile, comes into the list: one small question, answered with nothing as long as nothing is new. */
import { useEffect, useState } from 'react'
import { createChangesPoll } from '#lib/queries/changes-poll.ts'
import { fetchGalleryNews } from '#lib/queries/gallery.ts'
import type { GalleryList } from './gallery-list.ts'
import { onNewsAsked } from './news-call.ts'

/** After news there is likely more, for so long. */
const LIVELY_MS = 60_000

/** Tells whether the server answers. */
export function useGalleryNews(list: GalleryList, question: string, mayInsert: () => boolean): boolean {
  const [isReachable, setReachable] = useState(true)
  useEffect(() => {
    let lastNewsAt = -Infinity
    const poll = createChangesPoll({
      isRunning: () => performance.now() - lastNewsAt < LIVELY_MS,
      isHidden: () => document.hidden,
      onReachable: setReachable,
      async poll(signal) {
        const since = list.cursor()
        if (since === undefined) return
        const news = await fetchGalleryNews(question, since, signal)
        if (!news || signal.aborted) return
        lastNewsAt = performance.now()
        list.hear(news, mayInsert())
      },
    })
    const look = () => (document.hidden ? poll.reconsider() : poll.soon())
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    window.addEventListener('online', look)
    const unlisten = onNewsAsked(() => poll.soon())
    poll.start()
    // What happened while another page was looked at.
    poll.soon()
    return () => {
      poll.stop()
      unlisten()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
      window.removeEventListener('online', look)
    }
  }, [list, question, mayInsert])
  return isReachable
}

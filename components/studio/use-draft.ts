'use client'
/** The draft of this tab: kept in localStorage, and following another tab that edits the same project. */
import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react'
import { useIsTakenOver } from '#components/ui/use-is-taken-over.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction, type DraftReference } from './draft.ts'
import { isNewer, latestStamps, readStamps, restamp, withStamps, type DraftStamps } from './draft-stamps.ts'
import { draftKey, parseDraft, serialiseDraft } from './draft-storage.ts'
import { useUploads, type Uploads } from './use-uploads.ts'

const SAVE_AFTER_MS = 250
const loadMerge = () => import('./merge-drafts.ts')

export interface DraftInTab {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  /** False until the page has come alive. */
  ready: boolean
  uploads: Uploads
}

export function useDraft(projectId: string): DraftInTab {
  const key = draftKey(projectId)
  const [draft, dispatch] = useReducer(reduceDraft, undefined, emptyDraft)
  const uploads = useUploads(dispatch, projectId)
  const { resume } = uploads
  // The server knows no stored draft, and the first drawing has to agree with it.
  const ready = !useIsTakenOver()
  const latest = useRef(draft)
  /** The text last read from or written to the storage: writing it again would echo between tabs. */
  const synced = useRef<string | undefined>(undefined)
  const stamps = useRef<DraftStamps>({})

  useEffect(() => {
    latest.current = draft
  })

  useEffect(() => {
    const text = localStorage.getItem(key)
    const stored = parseDraft(text)
    synced.current = serialiseDraft(stored ?? emptyDraft())
    stamps.current = readStamps(text)
    if (stored) {
      dispatch({ type: 'restore', draft: stored })
      resume(stored.references.filter(isWaiting).map(({ id }) => id))
    }
  }, [key, resume])

  const save = useCallback(() => {
    const text = serialiseDraft(latest.current)
    if (text === synced.current) return
    stamps.current = restamp(synced.current ?? '', text, stamps.current, Date.now())
    synced.current = text
    try {
      localStorage.setItem(key, withStamps(text, stamps.current))
    } catch {
      // A full or forbidden storage: the draft then lives as long as the tab, and the composer works on.
    }
  }, [key])

  useEffect(() => {
    if (!ready) return
    const timer = setTimeout(save, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [draft, ready, save])

  useEffect(() => {
    const onStorage = async (event: StorageEvent) => {
      const theirs = event.key === key && parseDraft(event.newValue)
      if (!theirs) return
      const { mergeDrafts } = await loadMerge()
      const base = parseDraft(synced.current ?? null) ?? emptyDraft()
      const [known, said] = [stamps.current, readStamps(event.newValue)]
      synced.current = serialiseDraft(theirs)
      stamps.current = latestStamps(known, said)
      const merge = (own: Draft) => mergeDrafts(base, own, theirs, (field) => isNewer(field, said, known))
      dispatch({ type: 'merge', merge })
      resume(theirs.references.filter(isWaiting).map(({ id }) => id))
    }
    const controller = new AbortController()
    const { signal } = controller
    // The last words before a reload or a closed tab; beforeunload is not fired on phones, pagehide is.
    window.addEventListener('pagehide', save, { signal })
    // And before somebody goes on in another tab or window: timers of a hidden one are late by a second.
    window.addEventListener('blur', save, { signal })
    document.addEventListener('visibilitychange', save, { signal })
    window.addEventListener('storage', (event) => void onStorage(event), { signal })
    return () => controller.abort()
  }, [key, save, resume])

  return { draft, dispatch, ready, uploads }
}

function isWaiting({ mediaId, url }: DraftReference): boolean {
  return mediaId === undefined && url === undefined
}

'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipTags } from '#lib/api/clip-tags.ts'
import { fetchTags } from '#lib/queries/clip-questions.ts'
import { TagField } from './tag-field.tsx'
import { TagList } from './tag-list.tsx'
import { TAG_WORDS } from './tag-dialog.words.ts'
import { NO_WISH, shownTags, suggestedTags, tagOf, withoutTag, withoutWish, withTag } from './tag-wish.ts'
import type { ClipActions } from './use-clip-actions.ts'

/** The tags of a selection: which all have and which some, what to add to all and what to take from all. Nothing changes before Save. */
export default function TagDialog({
  ids,
  actions,
  onClose,
}: {
  ids: readonly string[]
  actions: ClipActions
  onClose: () => void
}) {
  const words = useWords(TAG_WORDS)
  const [chosen] = useState(ids)
  const { tags, problem } = useTags(chosen)
  const [wish, setWish] = useState(NO_WISH)
  const [typed, setTyped] = useState('')
  const body = useRef<HTMLFormElement>(null)
  const all = chosen.length
  const { counts, team } = tags ?? NO_TAGS
  const shown = shownTags(counts, wish, all)
  const save = () => {
    const tag = tagOf(typed)
    const last = tag === '' ? wish : withTag(wish, tag, counts, all)
    if (last.add.length + last.remove.length > 0) void actions.tag(chosen, last.add, last.remove)
    body.current?.closest('dialog')?.close()
  }
  return (
    <Dialog title={words.title(all)} onClose={onClose} className="w-110">
      <form
        ref={body}
        className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TagField
          typed={typed}
          hasPlace={team.length > 0}
          suggestions={tags ? suggestedTags(team, typed, shown, all) : []}
          onType={setTyped}
          onAdd={(tag) => {
            setWish(withTag(wish, tag, counts, all))
            setTyped('')
          }}
        />
        {problem !== undefined && <p className="text-bad">{problem}</p>}
        {!tags && problem === undefined && (
          <p className="flex items-center gap-2 text-ink-3">
            <Spinner />
            {words.loading}
          </p>
        )}
        {(tags ?? wish.add.length > 0) && (
          <TagList
            tags={shown}
            all={all}
            onAdd={(tag) => setWish(withTag(wish, tag, counts, all))}
            onRemove={(tag) => setWish(withoutTag(wish, tag, counts))}
            onUndo={(tag) => setWish(withoutWish(wish, tag))}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={() => body.current?.closest('dialog')?.close()}>
            {words.cancel}
          </Button>
          <Button variant="accent" type="submit" disabled={!tags}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const NO_TAGS: ClipTags = { counts: {}, team: [] }

function useTags(ids: readonly string[]): { tags?: ClipTags; problem?: string } {
  const words = useWords(TAG_WORDS)
  const language = useLanguage()
  const [state, setState] = useState<{ tags?: ClipTags; problem?: string }>({})
  useEffect(() => {
    const controller = new AbortController()
    fetchTags(ids, controller.signal).then(
      (tags) => setState({ tags }),
      (error: unknown) => {
        if (controller.signal.aborted) return
        setState({ problem: error instanceof AppError ? error.said[language] : words.failed })
      },
    )
    return () => controller.abort()
  }, [ids, language, words])
  return state
}

import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { useTrying } from '#components/ui/use-trying.ts'
import type { SavedSearch } from '#lib/api/saved-searches.ts'
import { deleteSearch, renameSearch, saveSearch } from '#lib/queries/saved-searches.ts'
import { SAVED_WORDS } from './saved-search.words.ts'

export type SavedWork = ReturnType<typeof useSavedWork>['work']

/** Saving, renaming and deleting; `problem` says what was refused last. Each answers whether it was done. */
export function useSavedWork(project: string | undefined) {
  const client = useQueryClient()
  const words = useWords(SAVED_WORDS)
  const { problem, trying } = useTrying(words.failed)
  const keep = ({ name, query }: Pick<SavedSearch, 'name' | 'query'>) =>
    trying(() => saveSearch(client, { name, query, ...(project !== undefined && { project }) }))
  const work = {
    async save(name: string, query: string) {
      const isDone = await keep({ name, query })
      if (isDone) notify({ kind: 'done', message: words.saved(name) })
      return isDone
    },
    rename: (id: string, name: string) => trying(() => renameSearch(client, project, { id, name })),
    async remove(search: SavedSearch) {
      if (!(await trying(() => deleteSearch(client, project, search.id)))) return
      notify({
        kind: 'done',
        message: words.removed(search.name),
        action: { label: words.undo, onPress: () => void keep(search) },
      })
    },
  }
  return { work, problem }
}

'use client'
import { useQueryClient, useQuery } from '@tanstack/react-query'
import { lazy, memo, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { announce } from '#components/ui/announcer.tsx'
import { useIsTakenOver } from '#components/ui/use-is-taken-over.ts'
import { useNow } from '#components/ui/use-now.ts'
import type { GenerationList } from '#lib/api/generations.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Generation, Recipe } from '#lib/generation/generation.ts'
import { useChanges } from '#lib/queries/changes.ts'
import { findUsualTime, likenessOf } from '#lib/generation/usual-time.ts'
import { generationsQuery, loadOlder } from '#lib/queries/generations.ts'
import { usualTimesQuery } from '#lib/queries/usual-times.ts'
import { defineWords } from '#lib/language/language.ts'
import { LateTakeCommands } from './commands/late-commands.tsx'
import { useTakeFocus } from './commands/use-take-focus.ts'
import { EmptyTakes } from './empty-takes.tsx'
import { LostConnection } from './lost-connection.tsx'
import type { TakeHandlers } from './take-actions-row.tsx'
import { TakeCard } from './take-card.tsx'
import { TakePlaceholders } from './take-placeholders.tsx'
import { takesToCompare } from './takes-to-compare.ts'
import { newsInWords } from './take-news.ts'
import { useClipUses, type DraftInComposer } from './use-clip-uses.ts'
import { useTakeActions } from './use-take-actions.ts'
import { useDoneSignal } from './use-done-signal.ts'
import { WithQueries } from './with-queries.tsx'

const WORDS = defineWords({
  en: { loading: 'Loading earlier takes', older: 'Show earlier takes' },
  zh: { loading: '正在加载更早的内容', older: '显示更早的内容' },
})

const PlayerDialog = lazy(() => import('./player-dialog.tsx'))
const BatchLines = lazy(() => import('./batch-lines.tsx'))
const ConfirmDelete = lazy(() => import('./confirm-delete.tsx'))

/** Cards of the first screen: two rows of a usual window. */
const FIRST_SEEN = 4

interface TakeListProps {
  projectId: string
  /** They come with the document, so that nothing has to be waited for or moves. */
  firstTakes: GenerationList
  onReuse: (recipe: Recipe) => void
  composer: DraftInComposer
  kind: StudioInfo['provider']['kind']
  onTryExample: (prompt: string) => void
}

/** Every take, newest first, live. What is typed in the composer never draws them anew. */
export default memo(function Takes(props: TakeListProps) {
  return (
    <WithQueries>
      <TakeList {...props} />
    </WithQueries>
  )
})

function TakeList({ projectId, firstTakes, onReuse, composer, kind, onTryExample }: TakeListProps) {
  const { data, error, refetch } = useQuery({ ...generationsQuery(projectId), initialData: firstTakes })
  const { data: usual } = useQuery(usualTimesQuery)
  // The price line may have asked for them already; the server has drawn the takes without.
  const times = useIsTakenOver() ? undefined : usual
  const { reachable } = useChanges(projectId)
  const actions = useTakeActions()
  const uses = useClipUses(composer, kind)
  const now = useNow(true, 30_000)
  const [playing, setPlaying] = useState<string>()
  const [removing, setRemoving] = useState<Generation>()
  const generations = useMemo(() => data?.generations ?? [], [data])
  useNews(generations, data !== undefined)
  useDoneSignal(data?.generations)
  const latest = useRef(generations)
  useLayoutEffect(() => {
    latest.current = generations
  })
  const handlers = useMemo<TakeHandlers>(
    () => ({
      ...actions,
      reuse: ({ recipe }) => onReuse(recipe),
      uses,
      goOnFrom: (generation) => uses.putClip(generation, 'continue'),
      refer: (generation) => uses.putClip(generation, 'refer'),
      play: ({ id }) => setPlaying(id),
      toCompare: (generation) => takesToCompare(generation, latest.current),
      confirmRemove: setRemoving,
    }),
    [actions, uses, onReuse],
  )
  const { focus, listProps } = useTakeFocus(generations, handlers.play)
  if (error && !data) return <LostConnection error={error} onRetry={() => void refetch()} />
  if (!data) return <TakePlaceholders />
  const commands = <LateTakeCommands focus={focus} handlers={handlers} />
  if (generations.length === 0) {
    return (
      <>
        {commands}
        <EmptyTakes onTry={onTryExample} />
      </>
    )
  }
  return (
    <>
      {commands}
      {!reachable && <LostConnection onRetry={() => void refetch()} />}
      {generations.some(({ batchId }) => batchId !== undefined) && (
        <Suspense>
          <BatchLines projectId={projectId} list={data} />
        </Suspense>
      )}
      <ol {...listProps} className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,340px),1fr))] gap-4">
        {generations.map((generation, index) => (
          <li
            key={generation.id}
            className="[contain-intrinsic-size:auto_360px] [content-visibility:auto] [overflow-clip-margin:6px]"
          >
            <TakeCard
              generation={generation}
              usual={times && findUsualTime(times, likenessOf(generation.recipe, generation.mode))}
              isFirst={index < FIRST_SEEN}
              now={now}
              handlers={handlers}
              isTabStop={generation === focus.take}
            />
          </li>
        ))}
      </ol>
      {data.nextBefore !== undefined && <Older projectId={projectId} />}
      <Suspense>
        {playing !== undefined && (
          <PlayerDialog
            id={playing}
            generations={generations}
            handlers={handlers}
            onMove={setPlaying}
            onClose={() => setPlaying(undefined)}
          />
        )}
        {removing && (
          <ConfirmDelete
            generation={removing}
            onConfirm={() => handlers.remove(removing)}
            onClose={() => setRemoving(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}

/** The next page comes when the end is near; the button is for keyboards and for a failed load. */
function Older({ projectId }: { projectId: string }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const [loading, setLoading] = useState(false)
  const load = () => {
    setLoading(true)
    void loadOlder(client, projectId)
      .catch(() => undefined)
      .finally(() => setLoading(false))
  }
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!button.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && button.current?.click(), {
      rootMargin: '600px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="flex justify-center py-6">
      <Button ref={button} variant="quiet" disabled={loading} onClick={load}>
        {loading ? words.loading : words.older}
      </Button>
    </div>
  )
}

/** Says aloud what became of the takes, one sentence at a time. */
function useNews(generations: readonly Generation[], loaded: boolean): void {
  const language = useLanguage()
  const before = useRef<ReadonlyMap<string, Generation> | undefined>(undefined)
  useEffect(() => {
    if (!loaded) return
    const news = before.current ? newsInWords(before.current, generations, language) : undefined
    before.current = new Map(generations.map((generation) => [generation.id, generation]))
    if (news !== undefined) announce(news)
  }, [generations, loaded, language])
}

'use client'
import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { countBatch, toCancel, toRetry, type BatchCount } from '#lib/generation/batch.ts'
import type { GenerationList } from '#lib/api/generations.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import { loadOlder } from '#lib/queries/generations.ts'
import { useBatchActions, type BatchActions } from './use-batch-actions.ts'

const ConfirmRetry = lazy(() => import('./confirm-retry.tsx'))

const WORDS = defineWords({
  en: {
    label: 'What was started together',
    line: (takes: number, parts: readonly string[]) => `${takes} takes: ${parts.join(', ')}`,
    ready: (count: number) => `${count} ready`,
    making: (count: number) => `${count} being made`,
    waiting: (count: number) => `${count} waiting for a free place`,
    failed: (count: number) => `${count} failed`,
    cancelled: (count: number) => `${count} cancelled`,
    cancelAll: 'Cancel all',
    retryFailed: 'Retry failed',
    hide: 'Hide this line',
  },
  zh: {
    label: '一起开始的',
    line: (takes, parts) => `共 ${takes} 条：${parts.join('，')}`,
    ready: (count) => `${count} 条已完成`,
    making: (count) => `${count} 条正在生成`,
    waiting: (count) => `${count} 条等待空位`,
    failed: (count) => `${count} 条失败`,
    cancelled: (count) => `${count} 条已取消`,
    cancelAll: '全部取消',
    retryFailed: '重试失败的',
    hide: '隐藏这一行',
  },
})

/** One line for each press of several takes, as long as something of it is on its way or can be retried. */
export default function BatchLines({ projectId, list }: { projectId: string; list: GenerationList }) {
  const words = useWords(WORDS)
  const actions = useBatchActions()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [retrying, setRetrying] = useState<string>()
  const batches = useMemo(() => openBatches(list.generations), [list.generations])
  useWholeBatches(projectId, list, batches)
  const shown = [...batches].filter(([id]) => !hidden.has(id))
  if (shown.length === 0) return null
  const failed = toRetry(batches.get(retrying ?? '') ?? [])
  return (
    <ul aria-label={words.label} className="mb-4 space-y-2">
      {shown.map(([id, generations]) => (
        <Line
          key={id}
          id={id}
          generations={generations}
          actions={actions}
          onRetry={() => setRetrying(id)}
          onHide={() => setHidden(new Set([...hidden, id]))}
        />
      ))}
      {retrying !== undefined && failed.length > 0 && (
        <Suspense>
          <ConfirmRetry
            generations={failed}
            onConfirm={() => actions.retry(retrying)}
            onClose={() => setRetrying(undefined)}
          />
        </Suspense>
      )}
    </ul>
  )
}

function Line({
  id,
  generations,
  actions,
  onRetry,
  onHide,
}: {
  id: string
  generations: readonly Generation[]
  actions: BatchActions
  onRetry: () => void
  onHide: () => void
}) {
  const words = useWords(WORDS)
  const count = countBatch(generations)
  return (
    <li
      data-batch={id}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-surface py-1.5 pr-1.5 pl-4 ring-1 ring-line"
    >
      <span className="mr-auto min-w-0 text-pretty tabular-nums">
        {words.line(count.takes, partsOf(count, words))}
      </span>
      {toRetry(generations).length > 0 && (
        <Button variant="quiet" size="sm" aria-haspopup="dialog" onClick={onRetry}>
          <RotateCcw aria-hidden size={14} />
          {words.retryFailed}
        </Button>
      )}
      {toCancel(generations).length > 0 && (
        <Button variant="quiet" size="sm" onClick={() => actions.cancel(id)}>
          <X aria-hidden size={14} />
          {words.cancelAll}
        </Button>
      )}
      {generations.every(({ state }) => isFinal(state)) && (
        <IconButton size="sm" label={words.hide} onClick={onHide}>
          <X size={14} />
        </IconButton>
      )}
    </li>
  )
}

function partsOf(count: BatchCount, words: (typeof WORDS)['en']): string[] {
  const parts = ['ready', 'making', 'waiting', 'failed', 'cancelled'] as const
  return parts.filter((part) => count[part] > 0).map((part) => words[part](count[part]))
}

/** By batch, newest first: those of which something goes on, or can be retried. */
function openBatches(generations: readonly Generation[]): ReadonlyMap<string, Generation[]> {
  const all = new Map<string, Generation[]>()
  for (const generation of generations) {
    const { batchId } = generation
    if (batchId !== undefined) all.set(batchId, [...(all.get(batchId) ?? []), generation])
  }
  const isOpen = (batch: readonly Generation[]) =>
    batch.length > 1 && (batch.some(({ state }) => !isFinal(state)) || toRetry(batch).length > 0)
  return new Map([...all].filter(([, batch]) => isOpen(batch)))
}

/** A batch that the end of what is loaded cuts in two is loaded whole: half of it would be counted wrong. */
function useWholeBatches(
  projectId: string,
  list: GenerationList,
  batches: ReadonlyMap<string, Generation[]>,
): void {
  const client = useQueryClient()
  const last = list.generations.at(-1)?.batchId
  const isCut = list.nextBefore !== undefined && last !== undefined && batches.has(last)
  useEffect(() => {
    // Where it fails, the next scroll or press loads it.
    if (isCut) void loadOlder(client, projectId).catch(() => undefined)
  }, [client, projectId, isCut, list.nextBefore])
}

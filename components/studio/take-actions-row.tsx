import {
  Clipboard,
  Columns2,
  Download,
  Ellipsis,
  FileDown,
  Repeat2,
  RotateCcw,
  StepForward,
  Trash2,
  X,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import { compareAddress } from '#lib/api/comparison.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import { shortcut } from './commands/shortcuts.ts'
import { useOfferItems } from './clip-menu.tsx'
import { downloadAddress, downloadName } from './download-name.ts'
import type { ClipUses } from './use-clip-uses.ts'
import type { TakeActions } from './use-take-actions.ts'

const WORDS = defineWords({
  en: {
    reuse: 'Reuse',
    goOn: 'Continue',
    cancel: 'Cancel',
    download: 'Download',
    exportRecipe: 'Export recipe',
    compare: 'Compare takes',
    copyError: 'Copy error',
    remove: 'Delete',
    more: 'More actions',
    retry: 'Retry',
    change: 'Change it and try again',
    sendAgain: 'Send again',
    giveUp: 'Give up',
  },
  zh: {
    reuse: '复用',
    goOn: '续接',
    cancel: '取消',
    download: '下载',
    exportRecipe: '导出配方',
    compare: '对比各条',
    copyError: '复制错误信息',
    remove: '删除',
    more: '更多操作',
    retry: '重试',
    change: '修改后再试',
    sendAgain: '重新发送',
    giveUp: '放弃',
  },
})

const FinalMenu = lazy(() => import('./final-menu.tsx'))

export interface TakeHandlers extends TakeActions {
  reuse(generation: Generation): void
  uses: ClipUses
  /** Its last frame is the first of the next. */
  goOnFrom(generation: Generation): void
  refer(generation: Generation): void
  play(generation: Generation): void
  /** The clips to compare it with, itself among them; none: there is no other. Asked when the menu opens. */
  toCompare(generation: Generation): string[]
  confirmRemove(generation: Generation): void
}

/** Under the picture: what makes sense now. The row is there in every state, so the card keeps its height. */
export function TakeActionsRow({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const allowed = new Set(allowedActions(generation))
  const address = allowed.has('download') ? downloadAddress(generation, 'http://studio', language) : undefined
  return (
    <div className="-mx-2 flex h-8 items-center gap-0.5 touch:h-10">
      {allowed.has('reuse') && (
        <Button variant="quiet" size="sm" {...shortcut('reuse')} onClick={() => handlers.reuse(generation)}>
          <Repeat2 aria-hidden size={14} />
          {words.reuse}
        </Button>
      )}
      {generation.clip && (
        <Button
          variant="quiet"
          size="sm"
          {...shortcut('last_frame')}
          onClick={() => handlers.goOnFrom(generation)}
        >
          <StepForward aria-hidden size={14} />
          {words.goOn}
        </Button>
      )}
      {allowed.has('make_final') && (
        <Suspense>
          <FinalMenu generation={generation} onMake={handlers.makeFinal} />
        </Suspense>
      )}
      {allowed.has('cancel') && (
        <Button variant="quiet" size="sm" {...shortcut('cancel')} onClick={() => handlers.cancel(generation)}>
          <X aria-hidden size={14} />
          {words.cancel}
        </Button>
      )}
      {address !== undefined && (
        <a
          href={address}
          download={downloadName(generation, language)}
          className={buttonClass('quiet', 'sm')}
          {...shortcut('download')}
        >
          <Download aria-hidden size={14} />
          {words.download}
        </a>
      )}
      <span className="flex-1" />
      <MoreActions generation={generation} allowed={allowed} handlers={handlers} />
    </div>
  )
}

function MoreActions({
  generation,
  allowed,
  handlers,
}: {
  generation: Generation
  allowed: ReadonlySet<string>
  handlers: TakeHandlers
}) {
  const words = useWords(WORDS)
  const offerItems = useOfferItems()
  const language = useLanguage()
  const router = useRouter()
  const exportRecipe: MenuItem = {
    id: 'export',
    label: words.exportRecipe,
    icon: <FileDown size={14} />,
    onSelect: () =>
      void import('./recipes/export-recipe.ts').then((work) => work.exportTake(generation, language)),
  }
  const items: MenuItem[] = allowed.has('reuse') ? [exportRecipe] : []
  if (allowed.has('copy_error'))
    items.push({
      id: 'copy',
      label: words.copyError,
      icon: <Clipboard size={14} />,
      onSelect: () => handlers.copyError(generation),
    })
  if (allowed.has('delete'))
    items.push({
      id: 'delete',
      label: words.remove,
      icon: <Trash2 size={14} />,
      danger: true,
      onSelect: () => handlers.confirmRemove(generation),
    })
  const { uses } = handlers
  const compareItem = (): MenuItem[] => {
    const ids = handlers.toCompare(generation)
    if (ids.length === 0) return []
    const onSelect = () => router.push(compareAddress(ids))
    return [{ id: 'compare', label: words.compare, icon: <Columns2 size={14} />, onSelect }]
  }
  // The row has a button for going on.
  const inMenu = () => uses.usesOf(generation).filter((offer) => offer.use !== 'continue')
  return (
    <Menu
      label={words.more}
      align="end"
      items={() => [
        ...(generation.clip ? offerItems(inMenu(), (use) => uses.putClip(generation, use)) : []),
        ...compareItem(),
        ...items,
      ]}
      trigger={<Ellipsis size={16} />}
      triggerClassName="flex size-7 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-10"
    />
  )
}

/** Beside the sentence that says what to press, the thing to press. */
export function ProblemActions({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const words = useWords(WORDS)
  const allowed = new Set(allowedActions(generation))
  return (
    <>
      {allowed.has('retry') && (
        <Button
          variant="quiet"
          size="sm"
          className="text-ink"
          {...shortcut('retry')}
          onClick={() => handlers.retry(generation)}
        >
          <RotateCcw aria-hidden size={14} />
          {words.retry}
        </Button>
      )}
      {!allowed.has('retry') && allowed.has('reuse') && (
        <Button variant="quiet" size="sm" className="text-ink" onClick={() => handlers.reuse(generation)}>
          <Repeat2 aria-hidden size={14} />
          {words.change}
        </Button>
      )}
      {allowed.has('copy_error') && (
        <IconButton
          size="sm"
          label={words.copyError}
          className="size-7"
          onClick={() => handlers.copyError(generation)}
        >
          <Clipboard size={14} />
        </IconButton>
      )}
    </>
  )
}

/** An answer that was lost is settled by the provider's list; where that can't tell, by a person. */
export function UncertainActions({
  generation,
  handlers,
}: {
  generation: Generation
  handlers: TakeHandlers
}) {
  const words = useWords(WORDS)
  return (
    <>
      <Button size="sm" onClick={() => handlers.sendAgain(generation)}>
        {words.sendAgain}
      </Button>
      <Button variant="quiet" size="sm" onClick={() => handlers.giveUp(generation)}>
        {words.giveUp}
      </Button>
    </>
  )
}

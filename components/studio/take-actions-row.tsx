import { Clipboard, Download, Ellipsis, Film, ImageDown, Repeat2, RotateCcw, Trash2, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions } from '#lib/generation/lifecycle.ts'
import { downloadAddress, downloadName } from './download-name.ts'
import type { TakeActions } from './use-take-actions.ts'

const FinalMenu = lazy(() => import('./final-menu.tsx'))

export interface TakeHandlers extends TakeActions {
  reuse(generation: Generation): void
  goOnFrom(generation: Generation): void
  refer(generation: Generation): void
  play(generation: Generation): void
  confirmRemove(generation: Generation): void
}

/** Under the picture: what makes sense now. The row is there in every state, so the card keeps its height. */
export function TakeActionsRow({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const allowed = new Set(allowedActions(generation))
  const address = allowed.has('download') ? downloadAddress(generation, 'http://studio') : undefined
  return (
    <div className="-mx-2 flex h-8 items-center gap-0.5 touch:h-10">
      <Button variant="quiet" size="sm" onClick={() => handlers.reuse(generation)}>
        <Repeat2 aria-hidden size={14} />
        Reuse
      </Button>
      {allowed.has('use_last_frame') && (
        <Button variant="quiet" size="sm" onClick={() => handlers.goOnFrom(generation)}>
          <ImageDown aria-hidden size={14} />
          Last frame
        </Button>
      )}
      {allowed.has('make_final') && (
        <Suspense>
          <FinalMenu generation={generation} onMake={handlers.makeFinal} />
        </Suspense>
      )}
      {allowed.has('cancel') && (
        <Button variant="quiet" size="sm" onClick={() => handlers.cancel(generation)}>
          <X aria-hidden size={14} />
          Cancel
        </Button>
      )}
      {address !== undefined && (
        <a href={address} download={downloadName(generation)} className={buttonClass('quiet', 'sm')}>
          <Download aria-hidden size={14} />
          Download
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
  const items: MenuItem[] = []
  if (generation.clip)
    items.push({
      id: 'refer',
      label: 'Use as reference',
      icon: <Film size={14} />,
      onSelect: () => handlers.refer(generation),
    })
  if (allowed.has('copy_error'))
    items.push({
      id: 'copy',
      label: 'Copy error',
      icon: <Clipboard size={14} />,
      onSelect: () => handlers.copyError(generation),
    })
  if (allowed.has('delete'))
    items.push({
      id: 'delete',
      label: 'Delete',
      icon: <Trash2 size={14} />,
      danger: true,
      onSelect: () => handlers.confirmRemove(generation),
    })
  if (items.length === 0) return null
  return (
    <Menu
      label="More actions"
      align="end"
      items={items}
      trigger={<Ellipsis size={16} />}
      triggerClassName="flex size-7 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-10"
    />
  )
}

/** Beside the sentence that says what to press, the thing to press. */
export function ProblemActions({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const allowed = new Set(allowedActions(generation))
  return (
    <>
      {allowed.has('retry') && (
        <Button variant="quiet" size="sm" className="text-ink" onClick={() => handlers.retry(generation)}>
          <RotateCcw aria-hidden size={14} />
          Retry
        </Button>
      )}
      {!allowed.has('retry') && (
        <Button variant="quiet" size="sm" className="text-ink" onClick={() => handlers.reuse(generation)}>
          <Repeat2 aria-hidden size={14} />
          Change it and try again
        </Button>
      )}
      {allowed.has('copy_error') && (
        <IconButton
          size="sm"
          label="Copy error"
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
  return (
    <>
      <Button size="sm" onClick={() => handlers.sendAgain(generation)}>
        Send again
      </Button>
      <Button variant="quiet" size="sm" onClick={() => handlers.giveUp(generation)}>
        Give up
      </Button>
    </>
  )
}

import { clsx } from 'clsx'
import { Check, Minus, Plus, Undo2, X } from 'lucide-react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { TAG_WORDS } from './tag-dialog.words.ts'
import type { ShownTag } from './tag-wish.ts'

interface TagListProps {
  tags: readonly ShownTag[]
  all: number
  onAdd: (tag: string) => void
  onRemove: (tag: string) => void
  onUndo: (tag: string) => void
}

/** Each tag of the selection with how many have it, and what can be done about that. */
export function TagList(props: TagListProps) {
  const words = useWords(TAG_WORDS)
  if (props.tags.length === 0) return <p className="text-ink-3">{words.none}</p>
  return (
    <ul aria-label={words.tags} className="divide-y">
      {props.tags.map((shown) => (
        <TagRow key={shown.tag} shown={shown} {...props} />
      ))}
    </ul>
  )
}

function TagRow({
  shown: { tag, count, wish },
  all,
  onAdd,
  onRemove,
  onUndo,
}: Omit<TagListProps, 'tags'> & { shown: ShownTag }) {
  const words = useWords(TAG_WORDS)
  const state =
    wish === 'add'
      ? words.willAdd
      : wish === 'remove'
        ? words.willRemove
        : count === all
          ? words.onAll
          : words.onSome(count, all)
  return (
    <li className="flex min-h-10 items-center gap-1 touch:min-h-12">
      <Mark isAll={count === all} isNone={count === 0} />
      <span className={clsx('min-w-0 truncate', wish === 'remove' && 'line-through')}>{tag}</span>
      <span className={clsx('ml-2 flex-1 text-xs', wish ? 'text-wait' : 'text-ink-3')}>{state}</span>
      {wish && (
        <IconButton label={words.keep(tag)} onClick={() => onUndo(tag)} className="touch:size-11">
          <Undo2 size={15} />
        </IconButton>
      )}
      {!wish && count < all && (
        <IconButton label={words.addToAll(tag)} onClick={() => onAdd(tag)} className="touch:size-11">
          <Plus size={16} />
        </IconButton>
      )}
      {!wish && (
        <IconButton label={words.remove(tag)} onClick={() => onRemove(tag)} className="touch:size-11">
          <X size={15} />
        </IconButton>
      )}
    </li>
  )
}

/** All, some, none, as a box that is ticked, half ticked or empty. Said in words beside it. */
function Mark({ isAll, isNone }: { isAll: boolean; isNone: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'mr-2 flex size-4 shrink-0 items-center justify-center rounded-sm border',
        isAll ? 'border-ink bg-ink text-surface' : 'border-control',
      )}
    >
      {isAll && <Check size={12} strokeWidth={3} />}
      {!isAll && !isNone && <Minus size={12} />}
    </span>
  )
}

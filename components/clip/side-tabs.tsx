import { clsx } from 'clsx'
import { lazy, Suspense, type KeyboardEvent, type ReactNode } from 'react'
import { changeDesk, useDesk } from '#components/review/desk.ts'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { tabs: 'What to look at', about: 'Recipe', comments: 'Comments' },
  zh: { tabs: '查看内容', about: '配方', comments: '评论' },
})
const TABS = ['about', 'comments'] as const
const CommentsPanel = lazy(() => import('#components/review/comments-panel.tsx'))

/** The recipe, or what is said of the clip. */
export function SideTabs({
  clip,
  project,
  children,
}: {
  clip: ClipDetail
  project: string | undefined
  children: ReactNode
}) {
  const words = useWords(WORDS)
  const tab = useDesk((desk) => desk.tab)
  const open = useDesk((desk) =>
    desk.clipId === clip.generation.id
      ? (desk.review?.comments.filter(
          ({ parentId, resolved, isRemoved }) => !parentId && !resolved && !isRemoved,
        ).length ?? 0)
      : 0,
  )
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = tab === 'about' ? 'comments' : 'about'
    changeDesk({ tab: other })
    event.currentTarget.querySelector<HTMLElement>(`#side-tab-${other}`)?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={words.tabs}
        onKeyDown={onKeyDown}
        className="flex px-2 lg:px-3"
      >
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`side-tab-${name}`}
            aria-selected={tab === name}
            aria-controls="side-panel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => changeDesk({ tab: name })}
            className={clsx(
              'relative h-10 px-2.5 text-sm touch:h-11',
              tab === name
                ? 'font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-ink'
                : 'text-ink-2 hover:text-ink',
            )}
          >
            {words[name]}
            {name === 'comments' && open > 0 && <span className="tabular-nums"> {open}</span>}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="side-panel"
        aria-labelledby={`side-tab-${tab}`}
        tabIndex={-1}
        className="flex grow flex-col"
      >
        {tab === 'about' ? (
          children
        ) : (
          <Suspense>
            <CommentsPanel key={clip.generation.id} clip={clip} project={project} />
          </Suspense>
        )}
      </div>
    </>
  )
}

import { CircleHelp, Search, X } from 'lucide-react'
import { lazy, Suspense, useRef, type KeyboardEvent } from 'react'
import { focusControl } from '#components/studio/commands/controls.ts'
import { useCommands } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, shortcut } from '#components/studio/commands/shortcuts.ts'
import { useEarlyChoice } from '#components/ui/early-choice.ts'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { LONGEST_QUESTION } from '../address-values.ts'
import { FILTER_WORDS } from './filters.words.ts'
import { useSearchText } from './use-search-text.ts'

const SearchHints = lazy(() => import('./search-hints.tsx'))

/** The words that clips are searched by. `shown`: those of the address. */
export function SearchBox({ shown }: { shown: string }) {
  const words = useWords(FILTER_WORDS)
  const { text, type, flush, clear, composition } = useSearchText(shown)
  const input = useEarlyChoice<HTMLInputElement, string>(shown, (place) => place.value, type)
  const { open, close, triggerProps, panelProps } = usePopover({ align: 'end' })
  const box = useRef<HTMLFormElement>(null)
  useCommands(() => [
    {
      id: 'search',
      group: 'clips',
      name: { en: FILTER_WORDS.en.search, zh: FILTER_WORDS.zh.search },
      keys: SHORTCUTS.search,
      run: () => {
        focusControl('search')
        input.current?.select()
      },
    },
  ])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    // The browser's own clearing tells nobody of composing.
    event.preventDefault()
    if (text === '') input.current?.blur()
    else clear()
  }
  return (
    <form
      ref={box}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        flush()
      }}
      className="flex h-9 min-w-0 flex-1 items-center rounded-lg bg-hover pl-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-focus touch:h-11"
    >
      <Search aria-hidden size={15} className="shrink-0 text-ink-3" />
      <input
        ref={input}
        type="search"
        name="q"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={LONGEST_QUESTION}
        aria-label={words.search}
        placeholder={words.placeholder}
        {...shortcut('search')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        {...composition}
        className="h-full min-w-0 flex-1 bg-transparent px-2 outline-none touch:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? (
        <kbd
          aria-hidden
          className="mr-1 rounded-sm border px-1.5 font-sans text-2xs text-ink-3 max-md:hidden touch:hidden"
        >
          {SHORTCUTS.search}
        </kbd>
      ) : (
        <button
          type="button"
          aria-label={words.clearSearch}
          data-tip={words.clearSearch}
          onClick={() => {
            clear()
            input.current?.focus()
          }}
          className={INSIDE}
        >
          <X size={14} />
        </button>
      )}
      <button
        type="button"
        {...triggerProps}
        aria-haspopup="dialog"
        aria-label={words.hints}
        data-tip={words.hints}
        className={INSIDE}
      >
        <CircleHelp size={15} />
      </button>
      <PopoverPanel
        {...panelProps}
        role="dialog"
        aria-label={words.hints}
        className="w-[min(380px,calc(100vw-16px))]"
      >
        {open && (
          <Suspense fallback={<div className="h-64" />}>
            <SearchHints
              onTry={(example) => {
                type(example)
                flush()
                close()
                input.current?.focus()
              }}
            />
          </Suspense>
        )}
      </PopoverPanel>
    </form>
  )
}

const INSIDE =
  'flex h-full w-8 shrink-0 items-center justify-center rounded-lg text-ink-3 transition-colors hover:text-ink -outline-offset-2 touch:w-11'

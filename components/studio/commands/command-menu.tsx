'use client'
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { isApple } from '#components/ui/keys.ts'
import { useSay, useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { CommandList } from './command-list.tsx'
import { GROUP_WORDS, GROUPS } from './group-words.ts'
import { findCommands } from './match-command.ts'
import { recentCommands, rememberCommand } from './recent-commands.ts'
import { offeredCommands, type Command } from './registry.ts'

const WORDS = defineWords({
  en: {
    title: 'Commands',
    placeholder: 'What do you want to do?',
    recent: 'Recent',
    found: (count: number) => (count === 1 ? '1 command' : `${count} commands`),
    none: (query: string) => `No command is called “${query}”. Try a shorter word.`,
  },
  zh: {
    title: '命令',
    placeholder: '想做什么？',
    recent: '最近使用',
    found: (count) => `${count} 个命令`,
    none: (query) => `没有叫“${query}”的命令，换个短一点的词试试。`,
  },
})

export interface Section {
  title: string | undefined
  commands: readonly Command[]
}

/** Everything that can be done now, found by its words. A combobox: the focus stays in the field, the list only shows what is meant. */
export default function CommandMenu({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  // As it was when the menu opened: what had the focus then is what the commands are about.
  const [commands] = useState(offeredCommands)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const sections = useSections(commands, query.trim(), words.recent)
  const shown = sections.flatMap((section) => section.commands)
  const chosen = shown[active]
  useEffect(() => field.current?.focus(), [])

  const run = (command: Command) => {
    rememberCommand(command.id)
    // The focus goes back first: the command may take it elsewhere.
    field.current?.closest('dialog')?.close()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = placeAfter(event.key, active, shown.length)
    if (to !== undefined) setActive(to)
    else if (event.key === 'Enter' && chosen) run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog
      title={words.title}
      titleHidden
      onClose={onClose}
      className="mt-[max(16px,12dvh)] w-[600px] max-sm:mb-0"
    >
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden size={16} className="shrink-0 text-ink-3" />
        <input
          ref={field}
          role="combobox"
          aria-label={words.title}
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen && `${id}-${active}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none touch:text-lg"
        />
      </div>
      <output className={shown.length > 0 ? 'sr-only' : 'block px-4 py-6 text-center text-ink-2'}>
        {shown.length > 0 ? words.found(shown.length) : words.none(query.trim())}
      </output>
      <CommandList
        id={id}
        label={words.title}
        sections={sections}
        active={active}
        apple={isApple()}
        onPoint={setActive}
        onPick={run}
      />
    </Dialog>
  )
}

/** Without a query: what was used last, then all of it by groups. With one: the best first. */
function useSections(commands: readonly Command[], query: string, recentTitle: string): Section[] {
  const say = useSay()
  if (query !== '') return [{ title: undefined, commands: findCommands(commands, query) }]
  const recent = recentCommands().flatMap((id) => commands.find((command) => command.id === id) ?? [])
  const others = commands.filter((command) => !command.isChoice && !recent.includes(command))
  return [
    { title: recentTitle, commands: recent },
    ...GROUPS.map((group) => ({
      title: say(GROUP_WORDS[group]),
      commands: others.filter((command) => command.group === group),
    })),
  ].filter((section) => section.commands.length > 0)
}

function placeAfter(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined
  const places: Record<string, number> = {
    ArrowDown: (active + 1) % count,
    ArrowUp: (active - 1 + count) % count,
    Home: 0,
    End: count - 1,
    PageDown: Math.min(count - 1, active + 8),
    PageUp: Math.max(0, active - 8),
  }
  return places[key]
}

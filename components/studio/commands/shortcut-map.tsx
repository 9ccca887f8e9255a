'use client'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { isApple } from '#components/ui/keys.ts'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { defineWords, type Sentence } from '#lib/language/language.ts'
import { GROUP_WORDS, GROUPS } from './group-words.ts'
import { KeyCaps } from './key-caps.tsx'
import { areLetterKeysOn, setLetterKeys } from './letter-keys.ts'
import { allCommands, type CommandGroup } from './registry.ts'
import './shortcut-map.css'

const WORDS = defineWords({
  en: {
    title: 'Keyboard',
    letters: 'Keys without Ctrl or ⌘',
    lettersHint: 'Off: only those with Ctrl or ⌘ count, for speech input and for typing by accident.',
    print: 'Print',
    take: 'with a take in focus',
    reference: 'with a reference in focus',
  },
  zh: {
    title: '键盘快捷键',
    letters: '单键快捷键',
    lettersHint: '关闭后只有带 Ctrl 或 ⌘ 的快捷键有效，适合语音输入，也可避免误触。',
    print: '打印',
    take: '焦点在某一条上时',
    reference: '焦点在素材上时',
  },
})

/** What the controls themselves do with keys: no commands, but good to know. */
const OWN_KEYS: Readonly<Partial<Record<CommandGroup, readonly { keys: string; name: Sentence }[]>>> = {
  write: [{ keys: '@', name: { en: 'Mention a reference', zh: '提及素材' } }],
  references: [
    { keys: 'Alt+ArrowUp', name: { en: 'Move the reference up', zh: '素材上移' } },
    { keys: 'Alt+ArrowDown', name: { en: 'Move the reference down', zh: '素材下移' } },
  ],
  takes: [
    {
      keys: 'ArrowLeft+ArrowUp+ArrowDown+ArrowRight',
      name: { en: 'From take to take', zh: '在各条之间移动' },
    },
    { keys: 'Enter', name: { en: 'Play the take in focus', zh: '播放焦点所在的一条' } },
    { keys: 'PageDown', name: { en: 'Older take in the player', zh: '播放器中看更早的一条' } },
    { keys: 'PageUp', name: { en: 'Newer take in the player', zh: '播放器中看更新的一条' } },
  ],
  studio: [{ keys: 'Escape', name: { en: 'Close what is open', zh: '关闭当前窗口' } }],
}

/** Every key of the page, to be looked at or printed. */
export default function ShortcutMap({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS)
  const [lettersOn, setLettersOn] = useState(areLetterKeysOn)
  return (
    <Dialog title={words.title} onClose={onClose} className="shortcut-map w-[860px]">
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too
        tabIndex={0}
        role="region"
        aria-label={words.title}
        className="min-h-0 scrollbar-quiet overflow-y-auto px-5 py-4 -outline-offset-2 print:overflow-visible"
      >
        <div className="gap-10 sm:columns-2">
          {GROUPS.map((group) => (
            <Group key={group} group={group} />
          ))}
        </div>
      </div>
      <footer className="flex items-center gap-6 border-t py-2 pr-3 pl-5 print:hidden">
        <div className="min-w-0 flex-1">
          <Switch
            label={words.letters}
            hint={words.lettersHint}
            checked={lettersOn}
            onChange={(on) => {
              setLetterKeys(on)
              setLettersOn(on)
            }}
          />
        </div>
        <Button variant="quiet" onClick={() => window.print()}>
          <Printer aria-hidden size={14} />
          {words.print}
        </Button>
      </footer>
    </Dialog>
  )
}

function Group({ group }: { group: CommandGroup }) {
  const say = useSay()
  const words = useWords(WORDS)
  const apple = isApple()
  const commands = allCommands().filter((command) => command.group === group && command.keys !== undefined)
  const title = say(GROUP_WORDS[group])
  if (commands.length === 0) return null
  return (
    <section aria-label={title} className="mb-5 break-inside-avoid">
      <h3 className="mb-1 font-medium">{title}</h3>
      <dl className="divide-y">
        {[...commands, ...(OWN_KEYS[group] ?? [])].map((row) => (
          <div key={`${row.keys} ${row.name.en}`} className="flex min-h-8 items-center gap-3 py-1">
            <dt className="min-w-0 flex-1 text-ink-2">
              {say(row.name)}
              {'scope' in row && (row.scope === 'take' || row.scope === 'reference') && (
                <span className="block text-xs text-ink-3">{words[row.scope]}</span>
              )}
            </dt>
            <dd>
              <KeyCaps keys={row.keys ?? ''} apple={apple} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

import { Check, Frame } from 'lucide-react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { ControlButton } from './control-button.tsx'
import { PLAYER_WORDS } from './player.words.ts'
import { GUIDES, toggleGuide, usePlayerView } from './player-view.ts'

/** Which lines lie over the picture: any of them together. */
export function GuidesMenu() {
  const words = useWords(PLAYER_WORDS)
  const { guides } = usePlayerView()
  const { triggerProps, panelProps } = usePopover({ align: 'end' })
  return (
    <>
      <ControlButton
        label={words.guides}
        {...shortcut('safe_areas')}
        {...triggerProps}
        aria-haspopup="dialog"
        className={guides.length > 0 ? 'bg-chip text-ink' : ''}
      >
        <Frame size={16} />
      </ControlButton>
      <PopoverPanel {...panelProps} role="dialog" aria-label={words.guides} className="min-w-52">
        {GUIDES.map((guide) => (
          <button
            key={guide}
            type="button"
            role="switch"
            aria-checked={guides.includes(guide)}
            onClick={() => toggleGuide(guide)}
            className="flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left hover:bg-hover touch:min-h-11"
          >
            <span aria-hidden className="w-4">
              {guides.includes(guide) && <Check size={14} />}
            </span>
            {words[guide]}
          </button>
        ))}
      </PopoverPanel>
    </>
  )
}

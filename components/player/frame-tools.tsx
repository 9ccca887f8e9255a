import { Camera, ImageDown, Link2, SquarePlus } from 'lucide-react'
import { useState } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { useWords } from '#components/ui/language.tsx'
import { Menu, type MenuItem } from '#components/ui/menu.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { FrameControls } from './frame-player.ts'
import type { PlayerTools } from './player.tsx'
import { PLAYER_WORDS } from './player.words.ts'

/** What can be made of the frame on the screen. */
export function FrameTools({
  player,
  tools,
  savePng,
}: {
  player: FrameControls
  tools: PlayerTools
  savePng: (() => Promise<void>) | undefined
}) {
  const words = useWords(PLAYER_WORDS)
  const [isSaving, setSaving] = useState(false)
  const { onUseFrame, copyLink } = tools
  const frame = () => player.state().frame
  const items: MenuItem[] = [
    ...(savePng
      ? [
          {
            id: 'png',
            label: words.savePng,
            icon: <ImageDown aria-hidden size={16} />,
            onSelect: () => {
              setSaving(true)
              void savePng().finally(() => setSaving(false))
            },
          },
        ]
      : []),
    ...(onUseFrame
      ? [
          {
            id: 'use',
            label: words.useFrame,
            icon: <SquarePlus aria-hidden size={16} />,
            onSelect: () => onUseFrame(frame()),
          },
        ]
      : []),
    ...(copyLink
      ? [
          {
            id: 'link',
            label: words.copyLink,
            icon: <Link2 aria-hidden size={16} />,
            onSelect: () => copyLink(frame()),
          },
        ]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <Menu
      label={isSaving ? words.saving : words.frame}
      align="end"
      attributes={{ 'data-tip': words.frame, ...shortcut('save_frame') }}
      items={items}
      onOpen={player.pause}
      triggerClassName="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink touch:size-11"
      trigger={isSaving ? <Spinner size={16} /> : <Camera aria-hidden size={16} />}
    />
  )
}

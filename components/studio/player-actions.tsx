import { Download, Film, Repeat2, StepForward } from 'lucide-react'
import type { RefObject } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import { useOfferItems } from './clip-menu.tsx'
import { downloadAddress, downloadName } from './download-name.ts'
import { FrameMenu } from './frame-menu.tsx'
import type { TakeHandlers } from './take-actions-row.tsx'

const WORDS = defineWords({
  en: { download: 'Download', reuse: 'Reuse recipe', goOn: 'Continue', use: 'Use this clip' },
  zh: { download: '下载', reuse: '复用配方', goOn: '续接', use: '使用这个成片' },
})

/** What can be made of the clip that is playing. */
export function PlayerActions({
  generation,
  handlers,
  player,
  close,
}: {
  generation: Generation
  handlers: TakeHandlers
  player: RefObject<FramePlayer | null>
  close: () => void
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const address = downloadAddress(generation, 'http://studio', language)
  const items = useOfferItems()
  const usesInMenu = () => handlers.uses.usesOf(generation).filter((offer) => offer.use !== 'continue')
  const goTo = (action: (generation: Generation) => void) => () => {
    close()
    action(generation)
  }
  return (
    <footer className="grid gap-2 border-t p-4">
      {address !== undefined && (
        <a
          href={address}
          download={downloadName(generation, language)}
          className={buttonClass('plain', 'lg')}
        >
          <Download aria-hidden size={16} />
          {words.download}
        </a>
      )}
      <div className="grid grid-cols-2 gap-2">
        {isRemakeable(generation) && (
          <Button variant="quiet" onClick={goTo(handlers.reuse)}>
            <Repeat2 aria-hidden size={14} />
            {words.reuse}
          </Button>
        )}
        <Button variant="quiet" onClick={goTo(handlers.goOnFrom)}>
          <StepForward aria-hidden size={14} />
          {words.goOn}
        </Button>
        <FrameMenu
          generation={generation}
          player={player}
          uses={handlers.uses}
          onDone={close}
          className={buttonClass('quiet')}
        />
        <Menu
          label={words.use}
          align="end"
          items={() =>
            items(usesInMenu(), (use) => {
              close()
              handlers.uses.putClip(generation, use)
            })
          }
          triggerClassName={buttonClass('quiet')}
          trigger={
            <>
              <Film aria-hidden size={14} />
              {words.use}
            </>
          }
        />
      </div>
    </footer>
  )
}

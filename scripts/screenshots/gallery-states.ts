import type { State } from './composer-states.ts'
import type { Desk } from './desk.ts'

/** What the pages are about. Ids are the server's. */
export interface GalleryPlace {
  origin: string
  /** Holds a few hundred clips. */
  full: string
  /** Holds nothing. */
  empty: string
  /** Clips of the full one, the newest first. */
  clips: readonly string[]
  sequence: string
}

/** The gallery and what is opened from it. Each state begins at an address of its own. */
export function galleryStates(place: GalleryPlace): Readonly<Record<string, State>> {
  const { clips, full, empty } = place
  const open = async (desk: Desk, address: string, ready: string) => {
    await desk.page.goto(place.origin + address)
    await desk.page.locator(ready).first().waitFor()
    await desk.page.waitForLoadState('networkidle')
  }
  const gallery = (desk: Desk, query = '', ready = '[role=gridcell][data-clip=true]:visible') =>
    open(desk, `/gallery?project=${full}${query}`, ready)
  return {
    gallery: async (desk) => {
      await gallery(desk)
      await desk.shoot('gallery')
      await gallery(desk, '&size=l&by=take')
      await desk.shoot('gallery-large')
      await gallery(desk, '&size=s')
      await desk.shoot('gallery-small')
    },

    selected: async (desk) => {
      // Fingers hold where a mouse presses with a key; the bar is the same.
      if (desk.look.device === 'phone') return
      await gallery(desk)
      const cards = desk.page.locator('[role=gridcell][data-clip=true]:visible')
      await cards.nth(1).click({ modifiers: ['ControlOrMeta'] })
      await cards.nth(4).click({ modifiers: ['Shift'] })
      await desk.page.locator('[data-command=clear_selection]').waitFor()
      await desk.shoot('gallery-selected')
    },

    filtered: async (desk) => {
      await gallery(desk, '&state=succeeded&rating=3&ratio=16:9')
      await desk.shoot('gallery-filtered')
      await gallery(desk, '&q=zzzz', '[data-command=search]')
      await desk.shoot('gallery-nothing')
      await gallery(desk, '&bin=1', '[data-command=search]')
      await desk.shoot('gallery-bin')
      await open(desk, `/gallery?project=${empty}`, '[data-command=search]')
      await desk.shoot('gallery-empty')
    },

    clip: async (desk) => {
      await open(desk, `/clips/${clips[0]}?f=20`, 'video')
      await desk.shoot('clip')
      if (desk.look.device === 'desktop') return
      await desk.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await desk.shoot('clip-below')
    },

    compare: async (desk) => {
      await open(desk, `/compare?ids=${clips.slice(0, 2).join(',')}`, 'video')
      await desk.shoot('compare')
      if (desk.look.device === 'desktop') {
        await desk.page.keyboard.press('v')
        await desk.shoot('compare-wipe')
        await desk.page.keyboard.press('v')
        await desk.shoot('compare-difference')
      }
      await open(desk, `/compare?ids=${clips.slice(0, 4).join(',')}`, 'video')
      await desk.shoot('compare-four')
    },

    sequence: async (desk) => {
      await open(desk, `/sequences/${place.sequence}`, 'video')
      await desk.shoot('sequence')
    },
  }
}

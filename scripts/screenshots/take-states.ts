import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import type { State } from './composer-states.ts'
import type { Desk } from './desk.ts'

const takes = ({ page }: Desk) => page.getByRole('article')

export const FINISHED_STATES: Readonly<Record<string, State>> = {
  done: async (desk) => {
    await desk.clear()
    await desk.write('A lantern boat under the bridge, very slow push in')
    await desk.page.locator('[data-command=play]').first().waitFor()
    await desk.top()
    await desk.shoot('done')
  },

  takeMenu: async (desk) => {
    const more = takes(desk).first().locator('button[aria-haspopup=menu]').last()
    await more.click()
    await desk.page.getByRole('menuitem').first().waitFor()
    await desk.shoot('take-menu')
    await desk.reload()
  },

  player: async (desk) => {
    await desk.press('play')
    const video = desk.page.locator('dialog video')
    await video.evaluate(async (clip: HTMLVideoElement) => {
      clip.pause()
      clip.currentTime = 2
      await new Promise((resolve) => clip.addEventListener('seeked', resolve, { once: true }))
    })
    await desk.shoot('player')
    await desk.page.getByRole('dialog').locator('button[aria-haspopup=menu]:has(.lucide-frame)').click()
    await desk.page.getByRole('menuitem').first().waitFor()
    await desk.shoot('frame-menu')
    await desk.reload()
  },

  whenDone: async (desk) => {
    await desk.press('when_done')
    await desk.page.getByRole('switch').first().waitFor()
    await desk.shoot('when-done')
    await desk.reload()
  },

  recipe: async (desk, samples) => {
    const address = await desk.page.locator('a[data-command=download]').first().getAttribute('href')
    const answer = await desk.page.request.get(new URL(address ?? '', desk.page.url()).href)
    const clip = join(samples.harbour, '../lantern-boat.mp4')
    await writeFile(clip, await answer.body())
    await desk.drag(clip, 'video/mp4', 'drop')
    await desk.page.getByRole('dialog').waitFor()
    await desk.shoot('recipe')
    await desk.reload()
  },
}

/** The newest takes from the top of the page. */
export function takesState(name: string): State {
  return async (desk) => {
    await desk.reload()
    // What has an end of that name is not there before it has ended.
    if (name === 'failed' || name === 'uncertain')
      await desk.page.locator(`article[data-state=${name}]`).first().waitFor()
    if (desk.look.device === 'phone')
      await takes(desk)
        .first()
        .evaluate((take) => take.closest('section')?.scrollIntoView({ block: 'start' }))
    await desk.shoot(name)
  }
}

/** The newest take with a figure of the provider's: in its queue there is none yet. */
export const running: State = async (desk, samples) => {
  await desk.reload()
  await desk.page.locator('article [aria-valuenow]').first().waitFor()
  await takesState('running')(desk, samples)
}

import type { Desk } from './desk.ts'
import type { Samples } from './samples.ts'

/** One or more pictures of something; each begins with the draft as the one before has left it. */
export type State = (desk: Desk, samples: Samples) => Promise<void>

/** On a phone the settings are folded away. */
async function openSettings({ page, look }: Desk): Promise<void> {
  if (look.device === 'phone') await page.locator('[aria-controls=composer-settings]').click()
}

/** Without any take. */
export const COMPOSER_STATES: Readonly<Record<string, State>> = {
  empty: async (desk) => {
    await desk.clear()
    await desk.shoot('empty')
  },

  composing: async (desk, { harbour, ridge, waves, bell }) => {
    await desk.clear()
    await desk.attach(harbour, ridge, waves, bell)
    await desk.write('The camera drifts over @harbour with the swell of @waves, climbs towards @ridge')
    await desk.page.keyboard.type(' as @bell rings')
    await desk.page.keyboard.press('Escape')
    if (desk.look.device === 'desktop')
      await desk.page.getByRole('radio', { name: '16:9' }).check({ force: true })
    await desk.top()
    await desk.shoot('composing')
  },

  settings: async (desk) => {
    await openSettings(desk)
    await desk.page.locator('details summary').click()
    await desk.page.locator('details').scrollIntoViewIfNeeded()
    await desk.page.waitForTimeout(500)
    await desk.page.locator('details').evaluate((details) => details.scrollIntoView({ block: 'end' }))
    await desk.shoot('advanced')
    if (desk.look.device === 'phone') {
      await desk.page
        .locator('#composer-settings')
        .evaluate((part) => part.scrollIntoView({ block: 'start' }))
      await desk.shoot('settings')
    }
    await desk.reload()
  },

  mention: async (desk) => {
    await (await desk.prompt()).click()
    await desk.page.keyboard.press('Control+End')
    await desk.page.keyboard.type(', @')
    await desk.page.getByRole('option').nth(3).waitFor()
    await desk.shoot('mention')
    await desk.page.keyboard.press('Escape')
    for (let letters = 0; letters < 3; letters += 1) await desk.page.keyboard.press('Backspace')
  },

  drop: async (desk, { bell, ridge }) => {
    await desk.drag(bell, 'audio/wav')
    await desk.shoot('drop')
    await desk.reload()
    await desk.drag(ridge, 'image/jpeg')
    await desk.shoot('drop-picture')
    await desk.reload()
  },

  request: async (desk) => {
    await desk.press('request')
    await desk.page.locator('[data-request-json]').waitFor()
    await desk.shoot('request')
    await desk.page.locator('[data-request-json]').scrollIntoViewIfNeeded()
    await desk.shoot('request-json')
    await desk.reload()
  },

  models: async (desk) => {
    await desk.press('model')
    await desk.page.getByRole('row').nth(3).waitFor()
    await desk.shoot('models')
    const narrow = desk.page.getByRole('row').filter({ hasText: 'Seedance 1.0 Pro Fast' })
    await narrow.click()
    await narrow.waitFor({ state: 'hidden' })
    await desk.page.locator('[data-command=model]').scrollIntoViewIfNeeded()
    await desk.page.waitForTimeout(500)
    await desk.shoot('carried-over')
  },

  variations: async (desk) => {
    await desk.clear()
    await desk.write('A paper boat on a pond, first light, very slow push in')
    await desk.press('variations')
    const panel = desk.page.getByRole('dialog')
    await panel
      .getByRole('button')
      .filter({ has: desk.page.locator('.lucide-plus') })
      .click()
    await panel.getByRole('textbox').fill('A paper boat in the rain, ripples, very slow push in')
    await panel.getByRole('checkbox', { name: '9:16' }).check({ force: true })
    await panel.getByRole('checkbox', { name: 'Seedance 2.0 Fast' }).check({ force: true })
    await desk.shoot('variations')
    await panel.locator('[data-cell]').last().scrollIntoViewIfNeeded()
    await desk.shoot('variations-end')
    await desk.reload()
    await desk.shoot('variations-chosen')
  },

  misfit: async (desk, { panorama, stamp, longTake }) => {
    await desk.clear()
    await desk.attach(panorama, stamp, longTake)
    const fixes = desk.page.locator('button:has(.lucide-wand-sparkles)')
    await fixes.nth(2).waitFor()
    await desk.write('Pan along @panorama')
    await desk.page.keyboard.press('Escape')
    await desk.top()
    await desk.shoot('misfit')
    for (const [index, name] of ['pad', 'scale', 'trim'].entries()) {
      await fixes.nth(index).click()
      await desk.page.getByRole('dialog').waitFor()
      await desk.page.waitForTimeout(800)
      await desk.shoot(`fix-${name}`)
      if (name === 'pad') {
        await desk.page.getByRole('dialog').getByRole('radio').nth(1).check({ force: true })
        await desk.shoot('fix-crop')
      }
      await desk.page.keyboard.press('Escape')
      await desk.page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
  },

  address: async (desk) => {
    await desk.clear()
    await desk.press('add_address')
    await desk.page.waitForTimeout(500)
    await desk.shoot('address')
    await desk.reload()
  },

  presets: async (desk) => {
    const openers = desk.page.locator('[role=group] > button[aria-haspopup=dialog]')
    for (const [index, name] of ['presets', 'templates'].entries()) {
      await openers.nth(index).click()
      await desk.page.waitForTimeout(800)
      await desk.shoot(name)
      await desk.page.keyboard.press('Escape')
    }
    await desk.reload()
  },

  commands: async (desk) => {
    await desk.press('menu')
    await desk.page.getByRole('option').nth(3).waitFor()
    await desk.shoot('commands')
    await desk.reload()
    await desk.page.locator('main').click({ position: { x: 4, y: 4 } })
    await desk.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    await desk.page.keyboard.press('Shift+?')
    await desk.page.getByRole('dialog').waitFor()
    await desk.shoot('keys')
    await desk.reload()
  },

  library: async (desk) => {
    await desk.press('library')
    await desk.page.getByRole('dialog').locator('img').first().waitFor()
    await desk.shoot('library')
    await desk.reload()
  },
}

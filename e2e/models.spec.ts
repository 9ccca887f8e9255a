import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { openWith } from './prompt-page.ts'

const NEWEST = 'Seedance 2.5'

test('the models side by side, sorted by what a second costs', async ({ page }) => {
  await page.goto('/')
  const grid = await openPicker(page)
  const names = () => grid.getByRole('rowheader').allInnerTexts()
  expect((await names())[0]).toContain(NEWEST)
  // A row is heard as a whole, with the names of its columns.
  await expect(row(grid, 'Seedance 2.0')).toHaveAccessibleName(
    /Seedance 2\.0 Chosen Resolution 480p · 720p · 1080p · 4K Length 4–15 s .* References 9 pictures 3 clips 3 sounds Sound Takes and makes it Makes text.* Price per second ¥0\.9\d.* at 720p/,
  )
  await expect(row(grid, 'Gemini Omni')).toHaveAccessibleName(
    /Not confirmed .* Price per second Not published/,
  )
  await expect(row(grid, 'Seedance 1.0 Pro Fast')).toHaveAccessibleName(/References None Sound Silent/)
  await expectNoViolations(page, 'models')

  const price = grid.getByRole('columnheader', { name: 'Price per second' })
  await expect(price).toHaveAttribute('aria-sort', 'none')
  await price.getByRole('button').click()
  await expect(price).toHaveAttribute('aria-sort', 'ascending')
  expect((await names())[0]).toContain('Seedance 1.0 Pro Fast')
  expect((await names()).at(-1)).toContain('Gemini Omni')
  await price.getByRole('button').click()
  await expect(price).toHaveAttribute('aria-sort', 'descending')
  expect((await names())[0]).toContain(NEWEST)
  expect((await names()).at(-1)).toContain('Gemini Omni')
})

test('a change of model says beforehand what it keeps, then what it changed, and goes back with one press', async ({
  page,
}) => {
  await openWith(page, ['harbour', 'boat', 'gull'], 'Over the water')
  const settings = page.getByRole('region', { name: 'Settings' })
  await settings.getByRole('radio', { name: '4K' }).check({ force: true })
  const grid = await openPicker(page)
  await expect(row(grid, 'Seedance 2.0 Fast')).toHaveAccessibleName(
    /Keeps all 3 references 1 setting changes/,
  )
  await expect(row(grid, 'Seedance 1.0 Pro')).toHaveAccessibleName(/Keeps 2 of 3 references/)
  await expect(row(grid, 'Seedance 1.0 Lite (text)')).toHaveAccessibleName(/Keeps none of 3 references/)
  await row(grid, 'Seedance 1.0 Pro').click()
  await expect(page.getByRole('button', { name: 'Model: Seedance 1.0 Pro' })).toBeFocused()

  const notice = page.getByRole('status').filter({ hasText: 'Undo' })
  await expect(notice).toContainText('“harbour” is now the first frame.')
  await expect(notice).toContainText('“boat” is now the last frame.')
  await expect(notice).toContainText('Seedance 1.0 Pro has no place for “gull”: remove it.')
  await expect(notice).toContainText('The resolution is now 1080p: Seedance 1.0 Pro has no 4K.')
  await expectNoViolations(page, 'changed model')
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Model: Seedance 2.0' })).toBeVisible()
  await expect(settings.getByRole('radio', { name: '4K' })).toBeChecked()
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Mode: Reference pictures' })).toContainText('3 pictures')
})

test('by keyboard alone', async ({ page }) => {
  await page.goto('/')
  const button = page.getByRole('button', { name: 'Model: Seedance 2.0' })
  await expect(button).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Choose a model' })
  await openBy(button, grid, 'Enter')
  await expect(row(grid, 'Seedance 2.0')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row(grid, 'Seedance 2.0 Fast')).toBeFocused()
  await page.keyboard.press('End')
  await expect(row(grid, 'Gemini Omni')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowUp')
  await expect(row(grid, NEWEST)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(grid).toHaveCount(0)
  await expect(page.getByRole('button', { name: `Model: ${NEWEST}` })).toBeFocused()
  // Escape leaves it as it is.
  await page.keyboard.press('Enter')
  await expect(row(grid, NEWEST)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(grid).toHaveCount(0)
  await expect(page.getByRole('button', { name: `Model: ${NEWEST}` })).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('each model is a card, and still a row to whoever listens', async ({ page }) => {
    await page.goto('/')
    const grid = await openPicker(page)
    const box = await row(grid, NEWEST).boundingBox()
    expect(box?.width).toBeGreaterThan(330)
    expect(box?.width).toBeLessThan(390)
    await expect(row(grid, NEWEST).getByText('Price per second')).toBeVisible()
    await expectNoViolations(page, 'models on a phone')
    await page.getByRole('button', { name: 'Price per second' }).tap()
    expect((await grid.getByRole('rowheader').allInnerTexts())[0]).toContain('Seedance 1.0 Pro Fast')
    await row(grid, 'Seedance 2.0 Mini').tap()
    await expect(page.getByRole('button', { name: 'Model: Seedance 2.0 Mini' })).toBeVisible()
  })
})

async function openPicker(page: Page): Promise<Locator> {
  const grid = page.getByRole('grid', { name: 'Choose a model' })
  await openBy(page.getByRole('button', { name: /^Model: / }), grid)
  return grid
}

function row(grid: Locator, label: string): Locator {
  return grid.getByRole('row').filter({ has: grid.page().getByText(label, { exact: true }) })
}

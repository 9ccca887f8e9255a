import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { startSandboxProcess, type SandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { freePort, startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'

/*
 * The provider is a process of its own, so that what it received is its own word. Pictures travel inside the request, clips by a
 * signed address of the studio.
 */
let sandbox: SandboxProcess
let studio: StudioProcess
let dataDir: string
let files: string[]

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'seedreel-exact-'))
  files = [join(dataDir, 'harbour.jpg'), join(dataDir, 'sail.mp4')]
  await makePhoto(files[0] ?? '', { width: 800, height: 450, format: 'jpeg' })
  await makeVideo(files[1] ?? '', { width: 864, height: 496, seconds: 3 })
  sandbox = await startSandboxProcess({ rendering: false })
  const port = await freePort()
  studio = await startStudio({
    dataDir,
    port,
    settings: {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: `${sandbox.origin}/sandbox/api/v3`,
      SEEDANCE_API_KEY: sandbox.key,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    },
  })
})

test.afterAll(async () => {
  await studio.stop()
  await sandbox.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('the exact request, opened by keyboard, is what the provider then receives', async ({
  page,
  context,
}) => {
  test.setTimeout(90_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(studio.ownerLink)
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await expect(prompt).toBeEditable()
  await page.setInputFiles('input[type=file]', files)
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(2)
  // What is still on its way would be refused, and said so.
  for (const size of ['800×450', '864×496']) await expect(page.getByText(size)).toBeVisible()
  await prompt.click()
  await prompt.pressSequentially('Over “the” @harbour ')
  await page.keyboard.press('Escape')
  await prompt.pressSequentially('at 静かな dawn')

  const open = page.getByRole('button', { name: 'Request', exact: true })
  await open.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Exact request' })
  const json = dialog.getByRole('region', { name: 'JSON' })
  await expect(json).toBeVisible()
  await expect(dialog.getByText('It would be refused as it is')).toHaveCount(0)
  await expect(dialog.getByRole('region', { name: 'The prompt as the model reads it' })).toContainText(
    '@harbour',
  )
  // The clip is attached and never said.
  await expect(dialog.getByText('The prompt never says it')).toHaveCount(1)
  await expect(dialog.getByRole('region', { name: 'Price and time' })).toContainText(
    /¥[\d.–]+ · \$[\d.–]+ · .* tokens/,
  )
  await expectNoViolations(page, 'exact request')
  const shown: Record<string, unknown> = JSON.parse((await json.textContent()) ?? '')

  await dialog.getByRole('button', { name: 'Copy as curl' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Copied')).toBeVisible()
  const curl = await page.evaluate(() => navigator.clipboard.readText())
  expect(curl).toContain('"$SEEDANCE_BASE_URL/contents/generations/tasks"')
  expect(curl).toContain('$SEEDANCE_API_KEY')
  for (const secret of [sandbox.key, new URL(sandbox.origin).host]) {
    expect(curl).not.toContain(secret)
    expect(await page.content()).not.toContain(secret)
  }
  await dialog.getByRole('button', { name: 'Copy JSON' }).click()
  await expect
    .poll(async () => JSON.parse(await page.evaluate(() => navigator.clipboard.readText())))
    .toEqual(shown)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(open).toBeFocused()

  expect(await sandbox.countTasks()).toBe(0)
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect.poll(() => taskOf()?.task ?? '', { timeout: 30_000 }).not.toBe('')
  const { id, task } = taskOf() ?? { id: '', task: '' }
  expect(await sandbox.received(task)).toEqual({ ...shown, safety_identifier: id })
  expect(await sandbox.countTasks()).toBe(1)
})

function taskOf(): { id: string; task: string } | undefined {
  const database = new Database(join(dataDir, 'seedreel.sqlite'), { readonly: true })
  try {
    const sql = 'select id, provider_task_id as task from generations where provider_task_id is not null'
    return database.prepare<[], { id: string; task: string }>(sql).get()
  } finally {
    database.close()
  }
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { makeVideo } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'

/* What people write is text, wherever it is read: names, prompts, tags, files. People's names and comments are in review.spec.ts. */

const HTML = '<img src=x onerror=window.owned=1><script>window.owned=1</script>'
/** Longer names have no room for all of it. */
const NAME = '<img src=x onerror=window.owned=1>'

test('HTML in names, prompts, tags and files is shown as it was typed, and does nothing', async ({
  page,
}) => {
  const { projectId, clipId } = await writeEverywhere(page.request)
  const places: [path: string, shown: string][] = [
    [`/?project=${projectId}`, HTML],
    [`/gallery?project=${projectId}`, NAME],
    [`/clips/${clipId}?project=${projectId}`, NAME],
    ['/settings/tokens', NAME],
    ['/settings/projects', NAME],
    ['/settings/audit', NAME],
  ]
  for (const [path, shown] of places) {
    await page.goto(path)
    await expect(page.getByText(shown).first(), path).toBeAttached()
    const made = page.locator('img[src="x"], [onerror]')
    await expect(made, path).toHaveCount(0)
    expect(await page.evaluate(() => 'owned' in window), path).toBe(false)
    // Nor does the server write it into its page.
    const source = await (await page.request.get(path)).text()
    expect(source, path).not.toContain('<img src=x')
  }
})

async function writeEverywhere(owner: APIRequestContext): Promise<{ projectId: string; clipId: string }> {
  const post = async (path: string, data: unknown) => {
    const answer = await owner.post(path, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return Object(await answer.json())
  }
  const { id: projectId } = await post('/api/projects', { name: NAME })
  await post('/api/tokens', { name: NAME, scopes: ['read'], projectId })
  await post('/api/generations', {
    idempotencyKey: `stored-html-${Date.now()}`,
    projectId,
    recipe: {
      model: 'doubao-seedance-2-0-260128',
      prompt: [{ text: `#fail:InternalServiceError ${HTML}` }],
      references: [],
      settings: { duration: 4, resolution: '480p', ratio: '16:9' },
    },
  })
  const clipId = await importedClip(owner, projectId)
  await post('/api/clips/changes', { changes: [{ id: clipId, addTags: [NAME] }] })
  return { projectId, clipId }
}

async function importedClip(owner: APIRequestContext, project: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-html-'))
  const path = join(directory, 'clip.mp4')
  // Of a size of its own: bytes that are a clip already make no other.
  await makeVideo(path, { width: 332, height: 186, seconds: 1 })
  const query = new URLSearchParams({ fileName: `${NAME}.mp4`, project })
  const answer = await owner.put(`/api/clips/import?${query}`, {
    data: await readFile(path),
    headers: { 'content-type': 'video/mp4' },
  })
  await rm(directory, { recursive: true })
  return Object(await answer.json()).generation.id
}

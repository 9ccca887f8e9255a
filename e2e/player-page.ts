import { readFile } from 'node:fs/promises'
import { type APIRequestContext, type Download, type Page, request } from '@playwright/test'
import sharp from 'sharp'
import { NUMBER_BITS, NUMBER_ROW } from '#lib/server/testing/numbered-clip.ts'
import { OWNER_STATE } from '../playwright.config.ts'
import { expect } from './fixtures.ts'

/* What the stories of the player do with it, and read of it. Clips run at this rate. */
export const FRAMES_PER_SECOND = 24

const origin = () => process.env['STUDIO_ORIGIN'] ?? ''

/** One of the stories' own, so that no other meets what is in it. */
export async function makeProject(name: string): Promise<string> {
  return withOwner(async (owner) => {
    const answer = await owner.post('/api/projects', { data: { name: `${name} ${process.pid}` } })
    expect(answer.status()).toBe(201)
    return (await answer.json()).id
  })
}

export async function importClip(path: string, fileName: string, project: string): Promise<string> {
  return withOwner(async (owner) => {
    const query = new URLSearchParams({ fileName, project })
    const answer = await owner.put(`/api/clips/import?${query}`, {
      data: await readFile(path),
      headers: { 'content-type': 'video/mp4' },
    })
    expect(answer.ok()).toBe(true)
    return (await answer.json()).generation.id
  })
}

async function withOwner<Answer>(ask: (owner: APIRequestContext) => Promise<Answer>): Promise<Answer> {
  const owner = await request.newContext({
    baseURL: origin(),
    storageState: OWNER_STATE,
    extraHTTPHeaders: { origin: origin() },
  })
  return ask(owner).finally(() => owner.dispose())
}

export async function openClip(page: Page, id: string): Promise<void> {
  await page.goto(`/clips/${id}`)
  await ready(page)
}

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector('video')
    return video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0
  })
}

export async function goTo(page: Page, text: string): Promise<void> {
  await page.keyboard.press('g')
  await page.getByRole('textbox', { name: 'Go to a frame' }).fill(text)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Go to a frame' })).toHaveCount(0)
  if (/^\d+$/.test(text)) await shows(page, Number(text))
}

export async function setSpeed(page: Page, speed: number): Promise<void> {
  await page.getByRole('button', { name: /^Speed/ }).click()
  await page.getByRole('menuitemradio', { name: `${speed}×`, exact: true }).click()
}

export async function frameShown(page: Page): Promise<number> {
  return Number(await page.locator('[data-time]').getAttribute('data-time'))
}

export async function shows(page: Page, frame: number): Promise<void> {
  await expect(page.locator(`[data-time="${frame}"]`)).toBeVisible()
}

/** The player says it, and the picture as well. */
export async function showsInPicture(page: Page, frame: number): Promise<void> {
  await shows(page, frame)
  await expect.poll(() => numberInPicture(page)).toBe(frame)
}

/** Where it came to stand: what the bar says is wanted is what is shown. */
export async function settled(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => {
    const shown = document.querySelector('[data-time]')?.getAttribute('data-time')
    const wanted = document.querySelector('[data-time-bar]')?.getAttribute('aria-valuenow')
    return !document.querySelector('video')?.seeking && shown === wanted && { frame: Number(shown) }
  })
  const { frame } = (await found.jsonValue()) || { frame: -1 }
  return frame
}

export function numberInPicture(page: Page): Promise<number> {
  return page.locator('video').evaluate(
    (video: HTMLVideoElement, { bits, row }) => {
      const canvas = document.createElement('canvas')
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      const context = canvas.getContext('2d')
      context?.drawImage(video, 0, 0)
      let number = 0
      for (let bit = 0; bit < bits; bit += 1) {
        const x = Math.floor(((bit + 0.5) / bits) * canvas.width)
        const pixel = context?.getImageData(x, Math.floor(row * canvas.height), 1, 1).data
        number = number * 2 + ((pixel?.[0] ?? 0) > 128 ? 1 : 0)
      }
      return number
    },
    { bits: NUMBER_BITS, row: NUMBER_ROW },
  )
}

export async function numberInPng(download: Download): Promise<number> {
  const path = await download.path()
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true })
  const y = Math.floor(NUMBER_ROW * info.height)
  const bits = Array.from({ length: NUMBER_BITS }, (_, bit) => {
    const x = Math.floor(((bit + 0.5) / NUMBER_BITS) * info.width)
    return (data[(y * info.width + x) * info.channels] ?? 0) > 128 ? '1' : '0'
  })
  return Number.parseInt(bits.join(''), 2)
}

/**
 * The frames that came while it played, until each of `wanted` had come twice: a busy machine shows some of them only. At least one second,
 * at most 15.
 */
export async function framesWhilePlaying(page: Page, wanted: readonly number[]): Promise<number[]> {
  await page.keyboard.press('l')
  const seen = await page.locator('video').evaluate(
    (video: HTMLVideoElement, { frames, rate }) =>
      new Promise<number[]>((resolve) => {
        const shown: number[] = []
        const start = performance.now()
        const timesOf = (frame: number) => shown.filter((one) => one === frame).length
        const next: VideoFrameRequestCallback = (_, { mediaTime }) => {
          shown.push(Math.floor(mediaTime * rate + 0.1))
          const ms = performance.now() - start
          const isDone = ms > 1000 && frames.every((frame) => timesOf(frame) > 1)
          if (isDone || ms > 15_000) resolve(shown)
          else video.requestVideoFrameCallback(next)
        }
        video.requestVideoFrameCallback(next)
      }),
    { frames: wanted, rate: FRAMES_PER_SECOND },
  )
  await page.keyboard.press('k')
  return seen
}

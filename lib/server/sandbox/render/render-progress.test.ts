import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { renderClip } from './render-clip.ts'

test('progress is the part of the frames that is encoded', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-progress-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const parts: number[] = []
  await renderClip(
    {
      outputPath: join(directory, 'clip.mp4'),
      container: 'mp4',
      width: 320,
      height: 180,
      seconds: 1,
      frames: 10,
      fps: 24,
      audio: false,
      seed: 7,
      prompt: 'A quiet sea',
      captions: [],
      watermark: false,
      references: [],
    },
    { onProgress: (part) => parts.push(part) },
  )
  expect(parts).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
})

import { join } from 'node:path'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'

/** Files that fit, and files that break a limit: too long, too wide, too small. */
export async function makeSamples(directory: string) {
  const path = (name: string) => join(directory, name)
  const samples = {
    harbour: path('harbour.jpg'),
    ridge: path('ridge.jpg'),
    waves: path('waves.mp4'),
    bell: path('bell.wav'),
    panorama: path('panorama.jpg'),
    stamp: path('stamp.png'),
    longTake: path('long-take.mp4'),
  }
  await makePhoto(samples.harbour, { width: 1600, height: 1067, seed: 7 })
  await makePhoto(samples.ridge, { width: 1600, height: 1067, seed: 21 })
  await makePhoto(samples.panorama, { width: 3000, height: 600, seed: 33 })
  await makePhoto(samples.stamp, { width: 240, height: 180, seed: 12, format: 'png' })
  await makeTone(samples.bell, { seconds: 4, hz: 440 })
  await makeVideo(samples.waves, { width: 960, height: 540, seconds: 3, seed: 5 })
  await makeVideo(samples.longTake, { width: 960, height: 540, seconds: 18, seed: 9 })
  return samples
}

export type Samples = Awaited<ReturnType<typeof makeSamples>>

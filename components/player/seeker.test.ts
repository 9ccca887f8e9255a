import { expect, test, vi } from 'vitest'
import { frameAt, timeOfFrame } from './frame-math.ts'
import { createSeeker } from './seeker.ts'

/** What the seeker needs of a video element; the test says when a seek has been done. */
class FakeVideo extends EventTarget {
  readonly HAVE_METADATA = 1
  readyState = 4
  seeking = false
  readonly sought: number[] = []

  set currentTime(time: number) {
    this.sought.push(frameAt(time, 24))
    this.seeking = true
  }

  arrive(): void {
    this.seeking = false
    this.dispatchEvent(new Event('seeked'))
  }

  load(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('loadedmetadata'))
  }
}

function open(video = new FakeVideo(), tellsFrames = true) {
  const targets: (number | undefined)[] = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is asked of it is there
  const element = video as unknown as HTMLVideoElement
  const seeker = createSeeker(element, 24, { tellsFrames, onTarget: (frame) => targets.push(frame) })
  return { video, seeker, targets }
}

test('a seek goes to the middle of the frame and ends when that is on the screen', async () => {
  const { video, seeker, targets } = open()
  const arrived = vi.fn<(frame: number) => void>()
  const done = seeker.seek(7).then(arrived)
  expect(video.sought).toEqual([7])
  expect(timeOfFrame(7, 24)).toBe(7.5 / 24)
  video.arrive()
  await Promise.resolve()
  expect(arrived).not.toHaveBeenCalled()
  seeker.presented(7)
  await done
  expect(arrived).toHaveBeenCalledWith(7)
  expect(targets).toEqual([7, undefined])
  seeker.stop()
})

test('of what is asked for meanwhile only the last is done, and all are told of it', async () => {
  const { video, seeker } = open()
  const answers = Promise.all([1, 2, 3, 4, 5].map((frame) => seeker.seek(frame)))
  expect(video.sought).toEqual([1])
  video.arrive()
  seeker.presented(1)
  expect(video.sought).toEqual([1, 5])
  video.arrive()
  seeker.presented(5)
  expect(await answers).toEqual([5, 5, 5, 5, 5])
  seeker.stop()
})

test('the word of the seek before is not taken for that of this one', async () => {
  const { video, seeker } = open()
  const first = seeker.seek(3)
  // Shown before the browser says that it has sought.
  const second = seeker.seek(9)
  seeker.presented(3)
  expect(video.sought).toEqual([3, 9])
  video.dispatchEvent(new Event('seeked'))
  seeker.presented(4)
  video.arrive()
  seeker.presented(9)
  expect(await Promise.all([first, second])).toEqual([9, 9])
  seeker.stop()
})

test('where no picture comes it ends all the same', async () => {
  vi.useFakeTimers()
  const { video, seeker } = open()
  const done = seeker.seek(7)
  video.arrive()
  await vi.advanceTimersByTimeAsync(200)
  expect(await done).toBe(7)
  vi.useRealTimers()
  const plain = open(new FakeVideo(), false)
  const at = plain.seeker.seek(2)
  plain.video.arrive()
  expect(await at).toBe(2)
  seeker.stop()
})

test('what is sought before the clip is known waits for it', async () => {
  const video = new FakeVideo()
  video.readyState = 0
  const { seeker } = open(video)
  const done = seeker.seek(12)
  expect(video.sought).toEqual([])
  video.load()
  expect(video.sought).toEqual([12])
  video.arrive()
  seeker.presented(12)
  expect(await done).toBe(12)
  seeker.stop()
})

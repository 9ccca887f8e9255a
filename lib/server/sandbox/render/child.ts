import 'server-only'
import { rm } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { renderJobSchema, RenderFailed, type RenderAnswer } from './render-job.ts'
import { renderVideo } from './render-video.ts'

/*
 * The renderer's own process: one line of JSON in, lines of progress and at last one with the outcome out. It ends
 * when stdin closes, because then the process that wanted the clip is gone.
 */

setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const lines = createInterface({ input: process.stdin })
lines.once('line', (line) => void answer(line))
lines.once('close', () => process.exit(1))

async function answer(line: string): Promise<void> {
  const message = await render(line)
  say(message, () => process.exit('result' in message ? 0 : 1))
}

function say(message: RenderAnswer, then?: () => void): void {
  process.stdout.write(`${JSON.stringify(message)}\n`, then)
}

/** Tells every whole per cent once. */
function tellProgress(): (done: number, of: number) => void {
  let told = 0
  return (done, of) => {
    const percent = Math.floor((100 * done) / of)
    if (percent > told) say({ progress: percent / 100 })
    told = percent
  }
}

async function render(line: string): Promise<RenderAnswer> {
  const job = renderJobSchema.safeParse(JSON.parse(line))
  if (!job.success) return { failure: { message: `The render job is malformed: ${job.error.message}` } }
  try {
    return { result: await renderVideo(job.data, tellProgress()) }
  } catch (error) {
    console.error(error)
    await rm(job.data.outputPath, { force: true })
    const referenceIndex = error instanceof RenderFailed ? error.referenceIndex : undefined
    const message = error instanceof Error ? error.message : String(error)
    return { failure: { message, ...(referenceIndex !== undefined && { referenceIndex }) } }
  }
}

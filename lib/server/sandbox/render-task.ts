import 'server-only'
import { copyFile, link } from 'node:fs/promises'
import { parseMentions, renderPrompt } from '#lib/prompt/mentions.ts'
import type { CaptionSegment, RenderJob, RenderResult } from './render/render-job.ts'
import type { TaskFiles } from './task-files.ts'
import type { SandboxTask } from './task-row.ts'

/** Makes the clip; `onProgress` may be called with what part (0 … 1) is done. */
export type RenderClip = (
  job: RenderJob,
  options: { signal: AbortSignal; onProgress: (part: number) => void },
) => Promise<RenderResult>

export const LAST_FRAME_FILE = 'last-frame.png'

export function clipFile(task: SandboxTask): string {
  return `clip.${task.plan.container}`
}

/** Under a name of its own until it is whole, so that a clip that was cut short by a kill never passes for one. */
export function toRenderJob(task: SandboxTask, files: TaskFiles): RenderJob & { outputPath: string } {
  const { plan, id } = task
  const named = plan.references.map(({ name, kind }, index) => ({ id: String(index), name, kind }))
  const parts = parseMentions(plan.prompt, named)
  const captions = parts.map((part): CaptionSegment => {
    if ('text' in part) return part
    const referenceIndex = Number(part.mention)
    return { referenceIndex, name: plan.references[referenceIndex]?.name ?? '' }
  })
  return {
    outputPath: files.path(id, `unfinished.${plan.container}`),
    ...(plan.returnLastFrame && { lastFramePath: files.path(id, LAST_FRAME_FILE) }),
    container: plan.container,
    width: plan.width,
    height: plan.height,
    seconds: plan.frames / 24,
    frames: plan.frames,
    fps: 24,
    audio: plan.generateAudio,
    seed: plan.seed,
    prompt: renderPrompt(parts, named, { kind: 'gateway' }),
    captions,
    watermark: plan.watermark,
    references: plan.references.map(({ file, ...reference }) => ({
      ...reference,
      path: files.path(id, file),
    })),
  }
}

/**
 * A renderer for load tests: makes one small real clip with `render` in `directory` and gives it to every task, whatever was asked
 * for.
 */
export function renderOnce(render: RenderClip, directory: string): RenderClip {
  const made = new Map<string, Promise<RenderResult>>()
  return async (job, options) => {
    const outputPath = `${directory}/fixed.${job.container}`
    const lastFramePath = `${directory}/fixed.png`
    const small = {
      width: 320,
      height: 180,
      seconds: 1,
      frames: 24,
      references: [],
      captions: [],
      prompt: 'fixed',
    }
    let clip = made.get(job.container)
    if (clip === undefined) {
      clip = render({ ...job, ...small, outputPath, lastFramePath }, options)
      made.set(job.container, clip)
    }
    const result = await clip
    await link(outputPath, job.outputPath).catch(() => copyFile(outputPath, job.outputPath))
    if (job.lastFramePath !== undefined) await copyFile(lastFramePath, job.lastFramePath)
    return result
  }
}

import type { ShownPart } from '#lib/api/sequences.ts'

export interface PlayedPart {
  id: string
  videoUrl: string
  /** Until its first frame is there. */
  posterUrl?: string
  in: number
  out: number
  fps: number
}

/** What can be played of it: a clip in the bin is passed over. */
export function playedParts(parts: readonly ShownPart[]): PlayedPart[] {
  return parts.flatMap(({ id, in: first, out, clip }) =>
    clip
      ? [
          {
            id,
            in: first,
            out,
            fps: clip.fps,
            videoUrl: clip.videoUrl,
            ...(clip.posterUrl !== undefined && { posterUrl: clip.posterUrl }),
          },
        ]
      : [],
  )
}

import type { ClipFile } from '#lib/generation/generation.ts'

/** What a player has to know of a clip. */
export interface PlayableClip {
  /** Absent: neither frames nor a playable copy can be asked of the server. */
  mediaId?: string
  /** Where a copy that every browser plays is asked for; absent: where that of the file is. */
  copyUrl?: string
  videoUrl: string
  posterUrl?: string
  /** Base64. */
  thumbhash?: string
  /** Frames side by side, for the preview over the bar. */
  sprite?: { url: string; columns: number; rows: number; tileWidth: number; tileHeight: number }
  width: number
  height: number
  /** Seconds. */
  duration: number
  fps: number
  hasAudio: boolean
  /** In words, for screen readers and file names; without an extension. */
  title: string
}

export function playableClip(clip: ClipFile, title: string): PlayableClip {
  const { mediaId, videoUrl, posterUrl, thumbhash, sprite, width, height, duration, fps, hasAudio } = clip
  return {
    mediaId,
    videoUrl,
    ...(posterUrl !== undefined && { posterUrl }),
    ...(thumbhash !== undefined && { thumbhash }),
    ...(sprite && { sprite }),
    width,
    height,
    duration,
    fps,
    hasAudio,
    title,
  }
}

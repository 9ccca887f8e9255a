import { timecode } from './frame-math.ts'
import type { PlayableClip } from './playable-clip.ts'
import { usePlayerView } from './player-view.ts'

const MOST_WIDE = 160
const MOST_HIGH = 120

/** What the clip shows at a place of the bar, out of the frames that were kept for that. */
export function BarPreview({
  sprite,
  frame,
  frames,
  fps,
}: {
  sprite: PlayableClip['sprite']
  frame: number
  frames: number
  fps: number
}) {
  const { countsFrames } = usePlayerView()
  const share = (frame + 0.5) / frames
  const width = sprite
    ? Math.min(MOST_WIDE, (MOST_HIGH * sprite.tileWidth) / sprite.tileHeight, sprite.tileWidth)
    : 88
  return (
    <div
      aria-hidden
      data-bar-preview
      className="pointer-events-none absolute bottom-full z-10 mb-1 -translate-x-1/2 overflow-hidden rounded-md bg-raised text-ink shadow-float"
      style={{
        width,
        left: `clamp(${width / 2}px, ${(share * 100).toFixed(2)}%, calc(100% - ${width / 2}px))`,
      }}
    >
      {sprite && <Tile sprite={sprite} share={share} />}
      <div className="py-0.5 text-center text-2xs tabular-nums">
        {countsFrames ? frame : timecode(frame, fps)}
      </div>
    </div>
  )
}

function Tile({ sprite, share }: { sprite: NonNullable<PlayableClip['sprite']>; share: number }) {
  const { url, columns, rows, tileWidth, tileHeight } = sprite
  const tile = Math.min(columns * rows - 1, Math.floor(share * columns * rows))
  return (
    <div
      className="w-full bg-screen"
      style={{
        aspectRatio: tileWidth / tileHeight,
        backgroundImage: `url("${url}")`,
        backgroundSize: `${columns * 100}% ${rows * 100}%`,
        backgroundPosition: `${place(tile % columns, columns)} ${place(Math.floor(tile / columns), rows)}`,
      }}
    />
  )
}

function place(index: number, count: number): string {
  return count > 1 ? `${(index / (count - 1)) * 100}%` : '0%'
}

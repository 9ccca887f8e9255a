import type { Guide } from './player-view.ts'

/** Shares of the picture that every screen shows (SMPTE ST 2046-1). */
const SAFE = { action: 0.93, title: 0.9 } as const
const CROPS = { tall: 9 / 16, square: 1 } as const

/** Lines over the picture, in its own pixels: it lies in its box as the picture does. */
export function Guides({
  width,
  height,
  guides,
}: {
  width: number
  height: number
  guides: readonly Guide[]
}) {
  if (guides.length === 0) return null
  return (
    <svg
      aria-hidden
      data-guides={guides.join(' ')}
      viewBox={`0 0 ${width} ${height}`}
      className="pointer-events-none absolute inset-0 size-full"
    >
      {guides.map((guide) => {
        const box = boxOf(guide, width, height)
        return (
          <g key={guide} fill="none" vectorEffect="non-scaling-stroke">
            {(guide === 'tall' || guide === 'square') && (
              <path
                d={`M0 0H${width}V${height}H0ZM${box.x} ${box.y}v${box.height}h${box.width}v${-box.height}Z`}
                fillRule="evenodd"
                className="fill-shade"
              />
            )}
            <rect {...box} vectorEffect="non-scaling-stroke" className="stroke-shade stroke-3" />
            <rect
              {...box}
              vectorEffect="non-scaling-stroke"
              strokeDasharray={guide === 'title' ? '6 4' : undefined}
              className="stroke-on-screen stroke-1"
            />
          </g>
        )
      })}
    </svg>
  )
}

function boxOf(guide: Guide, width: number, height: number) {
  if (guide === 'action' || guide === 'title') return centred(width * SAFE[guide], height * SAFE[guide])
  const ratio = CROPS[guide]
  return width / height > ratio ? centred(height * ratio, height) : centred(width, width / ratio)

  function centred(boxWidth: number, boxHeight: number) {
    return { x: (width - boxWidth) / 2, y: (height - boxHeight) / 2, width: boxWidth, height: boxHeight }
  }
}

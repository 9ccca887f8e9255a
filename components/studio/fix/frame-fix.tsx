import { useLanguage } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { MediaFile } from '#lib/api/media.ts'
import { centredBox, nearestAspect } from '#lib/seedance/fix-frame.ts'
import { FILLS, type FixChoices, type FixPlan, type MediaFix } from '#lib/seedance/plan-fix.ts'
import { CropFrame } from './crop-frame.tsx'
import { FILL_WORDS, FIX_WORDS, WAY_WORDS } from './fix-words.ts'

/** Shapes that models make, beside the allowed one that is nearest. */
const SHAPES = [
  { label: '21:9', aspect: 21 / 9 },
  { label: '16:9', aspect: 16 / 9 },
  { label: '4:3', aspect: 4 / 3 },
  { label: '1:1', aspect: 1 },
  { label: '3:4', aspect: 3 / 4 },
  { label: '9:16', aspect: 9 / 16 },
]

/** The new size, and where the shape has to change, how: with a preview of what comes out. */
export function FrameFix({
  media,
  plan,
  frame,
  choices,
  onChange,
}: {
  media: MediaFile
  plan: FixPlan
  frame: NonNullable<MediaFix['frame']>
  choices: FixChoices
  onChange: (part: Partial<FixChoices>) => void
}) {
  const language = useLanguage()
  const words = FIX_WORDS[language]
  const size = { width: media.width ?? 1, height: media.height ?? 1 }
  if (plan.frame !== 'shape') return <Picture src={media.previewUrl} aspect={frame.width / frame.height} />
  const nearest = nearestAspect(plan.kind === 'video' ? 'video' : 'image', size)
  const shapes = [{ label: nearest > 1 ? '5:2' : '2:5', aspect: nearest }, ...SHAPES]
  const shape = shapes.find(({ aspect }) => aspect === choices.aspect) ?? shapes[0]
  return (
    <div className="space-y-4">
      {choices.way === 'crop' ? (
        <CropFrame
          src={media.previewUrl}
          size={size}
          box={choices.crop}
          onChange={(crop) => onChange({ crop })}
        />
      ) : (
        <Padded src={media.previewUrl} aspect={frame.width / frame.height} fill={choices.fill} />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Segmented
          label={words.way}
          options={(['pad', 'crop'] as const).map((value) => ({ value, label: WAY_WORDS[language][value] }))}
          value={choices.way}
          onChange={(way) => onChange({ way })}
        />
        {choices.way === 'pad' && (
          <Segmented
            label={words.fill}
            options={FILLS.map((value) => ({ value, label: FILL_WORDS[language][value] }))}
            value={choices.fill}
            onChange={(fill) => onChange({ fill })}
          />
        )}
      </div>
      <Segmented
        label={words.shape}
        options={shapes.map(({ label }) => ({ value: label, label }))}
        value={shape?.label ?? ''}
        onChange={(label) => {
          const aspect = shapes.find((one) => one.label === label)?.aspect ?? nearest
          onChange({ aspect, crop: centredBox(size, aspect) })
        }}
      />
    </div>
  )
}

/** Room of one height for every shape, so that nothing below it moves. */
const STAGE = 'flex h-64 items-center justify-center rounded-xl bg-stage p-3 sm:h-80'

function Picture({ src, aspect }: { src: string; aspect: number }) {
  return (
    <div className={STAGE}>
      <img src={src} alt="" style={{ aspectRatio: aspect }} className="max-h-full max-w-full rounded-md" />
    </div>
  )
}

/** As the server will make it: all of the picture, and behind it itself or a colour. */
function Padded({ src, aspect, fill }: { src: string; aspect: number; fill: FixChoices['fill'] }) {
  return (
    <div className={STAGE} data-preview="pad">
      <div
        style={{ aspectRatio: aspect, ...(fill === 'blur' ? {} : { background: fill }) }}
        className={`relative overflow-hidden rounded-md ring-1 ring-line-strong ${aspect > 1.9 ? 'w-full' : 'h-full'}`}
      >
        {fill === 'blur' && (
          <img src={src} alt="" className="absolute inset-0 size-full scale-125 object-cover blur-xl" />
        )}
        <img src={src} alt="" className="absolute inset-0 size-full object-contain" />
      </div>
    </div>
  )
}

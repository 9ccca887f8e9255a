/** What tells the models apart, for one draft: what each would keep of it, and what its seconds cost. Pure. */
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import { pricePerSecond, type MoneyRange } from '#lib/seedance/price.ts'
import type { RequestSettings, Resolution } from '#lib/seedance/request.ts'
import { carryOver } from './carry-over.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft, DraftReference } from './draft.ts'
import { offersOf } from '#lib/seedance/fit-settings.ts'
import { isFrame, rolesFor } from './reference-roles.ts'

export interface ModelRow {
  model: ModelCapabilities
  isChosen: boolean
  /** What its price is for: the one wished, or the nearest that it has. */
  resolution: Resolution
  /** Per second; empty where it is not published. */
  price: readonly MoneyRange[]
  /** `recast`: how many would have another role. */
  references: { kept: number; of: number; recast: number }
  /** How many of the settings, with the mode, would be others. */
  changes: number
}

export function compareModels(draft: Draft, offered: readonly ModelCapabilities[]): ModelRow[] {
  const before = offersOf(draft.model, modeOf(draft), draft.settings).fitted
  const hasVideoInput = draft.references.some(({ kind }) => kind === 'video')
  return offered.map((model) => {
    const isChosen = model.id === draft.model
    const carried = isChosen ? draft : carryOver(draft, model.id)
    const mode = modeOf(carried)
    const { fitted, shown } = offersOf(model.id, mode, carried.settings)
    return {
      model,
      isChosen,
      resolution: shown.resolution,
      price: pricePerSecond(model, mode, {
        ...fitted,
        hasVideoInput: hasVideoInput && model.references.videos > 0,
      }),
      references: {
        kept: countPlaced(carried.references, model),
        of: draft.references.length,
        recast: carried.references.filter(({ role }, index) => role !== draft.references[index]?.role).length,
      },
      changes: isChosen ? 0 : countChanges(before, fitted) + Number(isModeLost(draft, carried)),
    }
  })
}

/** How many references have a place with the model: in a role that it has, within its numbers. */
export function countPlaced(references: readonly DraftReference[], model: ModelCapabilities): number {
  const { images, videos, audios, total = Infinity } = model.references
  const free = { reference_image: images, reference_video: videos, reference_audio: audios }
  const left: Record<DraftReference['role'], number> = { ...free, first_frame: 1, last_frame: 1 }
  const kept = references.filter(({ kind, role }) => rolesFor(model, kind).includes(role) && left[role]-- > 0)
  const frames = kept.filter(({ role }) => isFrame(role)).length
  return frames + Math.min(total, kept.length - frames)
}

/** What was off is not missed. */
function countChanges(before: RequestSettings, after: RequestSettings): number {
  const names = Object.keys(before).filter((name): name is keyof RequestSettings => name in before)
  return names.filter((name) => before[name] !== false && before[name] !== after[name]).length
}

function isModeLost(draft: Draft, carried: Draft): boolean {
  return draft.mode !== undefined && modeOf(carried) !== draft.mode
}

/** How much a yuan is to a dollar in the published lists (46 to 7, 70 to 10.7). For the order alone: no price is converted. */
const CNY_PER_USD = 6.55

/** The cheapest first, or the dearest; what is not published comes last either way. */
export function byPrice(rows: readonly ModelRow[], order: 'ascending' | 'descending'): ModelRow[] {
  const sign = order === 'ascending' ? 1 : -1
  return rows.toSorted((one, other) => {
    const [first, second] = [yuan(one), yuan(other)]
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined)
    return sign * (first - second)
  })
}

function yuan({ price: [first] }: ModelRow): number | undefined {
  return first && first.max * (first.currency === 'USD' ? CNY_PER_USD : 1)
}

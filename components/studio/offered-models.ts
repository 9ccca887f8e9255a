import type { StudioInfo } from '#lib/api/studio.ts'
import { MODELS, type ModelCapabilities } from '#lib/seedance/models.ts'

/** What the connected provider sells (contract.md §1.1 and §3.7), and the model that is chosen anyway. The sandbox has every model. */
export function offeredModels(
  kind: StudioInfo['provider']['kind'],
  chosenId: string,
): readonly ModelCapabilities[] {
  return MODELS.filter((model) => isSold(model, kind) || model.id === chosenId)
}

function isSold(model: ModelCapabilities, kind: StudioInfo['provider']['kind']): boolean {
  if (kind === 'gateway') return model.onSeedGateway
  return kind !== 'ark' || model.family !== 'gemini-omni'
}

/** Ark's spelling of every setting (contract.md §3.2), for the wire and for messages about it. */
import type { RequestSettings } from './request.ts'

export const SETTING_NAMES = {
  duration: 'duration',
  frames: 'frames',
  ratio: 'ratio',
  resolution: 'resolution',
  fps: 'fps',
  seed: 'seed',
  generateAudio: 'generate_audio',
  watermark: 'watermark',
  cameraFixed: 'camera_fixed',
  returnLastFrame: 'return_last_frame',
  serviceTier: 'service_tier',
  executionExpiresAfter: 'execution_expires_after',
  draft: 'draft',
  priority: 'priority',
  webSearch: 'tools',
  outputFormat: 'output_format',
} as const satisfies Record<keyof RequestSettings, string>

export function isSettingName(name: string): name is keyof RequestSettings {
  return name in SETTING_NAMES
}

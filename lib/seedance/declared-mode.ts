/**
 * The mode a caller asks for, out of `mode`, `function_mode` and `omni_reference_task_type`, which may all be given and
 * must then fit together (seed.txt; contract.md §1.2, §3.3).
 */
import type { Findings } from './aliases.ts'
import type { ModelCapabilities } from './models.ts'
import { about, mustBeOneOf } from './problem.ts'
import { type Fields, readText, readWord } from './read-value.ts'
import { MODES, type Mode } from './request.ts'

export interface DeclaredMode {
  /** Undefined: to be inferred. */
  mode: Mode | undefined
  /** `first_last_frames` with no mode: one picture is i2v, two are i2v_first_last. */
  framesByCount: boolean
  /** False where the caller leaves the kind of work to the model (`omni_reference_task_type: "auto"`). */
  isExplicit: boolean
}

const FUNCTION_MODES = ['omni_reference', 'first_last_frames'] as const
const TASK_TYPES = ['auto', 'reference', 'edit', 'extend'] as const

const MODES_OF_FUNCTION: Record<(typeof FUNCTION_MODES)[number], readonly Mode[]> = {
  omni_reference: ['reference_images', 'reference_material', 'r2v', 'edit', 'extend'],
  first_last_frames: ['i2v', 'i2v_first_last'],
}
const MODES_OF_TASK: Record<(typeof TASK_TYPES)[number], readonly Mode[]> = {
  auto: MODES,
  reference: ['reference_images', 'reference_material'],
  edit: ['edit', 'reference_material'],
  extend: ['extend', 'reference_material'],
}

export function readDeclaredMode(fields: Fields, model: ModelCapabilities, findings: Findings): DeclaredMode {
  const mode = readWord(fields, 'mode', MODES, findings)
  const functionMode = readFunctionMode(fields, findings)
  const taskType = readTaskType(fields, model, findings)
  if (mode && functionMode && !MODES_OF_FUNCTION[functionMode].includes(mode)) {
    const message = {
      en: `\`function_mode\` ${functionMode} does not go with \`mode\` ${mode}`,
      zh: `\`function_mode\` ${functionMode} 不能与 \`mode\` ${mode} 同时使用`,
    }
    findings.problems.push({ field: 'function_mode', code: 'conflict', message })
  }
  const wanted = mode ?? modeOfFunction(functionMode, model)
  const clashes = taskType && wanted && !MODES_OF_TASK[taskType].includes(wanted)
  if (clashes || (taskType && taskType !== 'auto' && functionMode === 'first_last_frames')) {
    const message = {
      en: `\`omni_reference_task_type\` ${taskType} does not go with the mode asked for`,
      zh: `\`omni_reference_task_type\` ${taskType} 与所要求的模式不符`,
    }
    findings.problems.push({ field: 'omni_reference_task_type', code: 'conflict', message })
  }
  const settled = taskType === 'edit' || taskType === 'extend' ? taskType : (wanted ?? modeOfTask(taskType))
  const framesByCount = functionMode === 'first_last_frames' && settled === undefined
  return {
    mode: settled,
    framesByCount,
    isExplicit: (settled !== undefined || framesByCount) && taskType !== 'auto',
  }
}

function readFunctionMode(fields: Fields, findings: Findings): (typeof FUNCTION_MODES)[number] | undefined {
  const given = fields.get('functionMode')
  const text = readText(fields, 'functionMode', findings)
  if (!given || text === undefined) return undefined
  // seed.txt writes "Omni-Reference" in prose and omni_reference as the value.
  const word = text.trim().toLowerCase().replaceAll('-', '_')
  const known = FUNCTION_MODES.find((candidate) => candidate === word)
  if (!known) {
    const message = about('`function_mode`', mustBeOneOf(FUNCTION_MODES))
    findings.problems.push({ field: 'function_mode', code: 'unknown_value', message })
  }
  return known
}

function readTaskType(
  fields: Fields,
  model: ModelCapabilities,
  findings: Findings,
): (typeof TASK_TYPES)[number] | undefined {
  const taskType = readWord(fields, 'taskType', TASK_TYPES, findings)
  if (taskType === undefined || model.modes.includes('extend')) return taskType
  const message = {
    en: `\`omni_reference_task_type\` is not supported by ${model.id}`,
    zh: `\`omni_reference_task_type\` 不受 ${model.id} 支持`,
  }
  const fix = { kind: 'unset', field: 'omni_reference_task_type' } as const
  findings.problems.push({ field: 'omni_reference_task_type', code: 'not_supported_by_model', message, fix })
  return undefined
}

function modeOfFunction(
  functionMode: (typeof FUNCTION_MODES)[number] | undefined,
  model: ModelCapabilities,
): Mode | undefined {
  if (functionMode !== 'omni_reference') return undefined
  const candidates: readonly Mode[] = ['reference_material', 'r2v', 'reference_images']
  return candidates.find((mode) => model.modes.includes(mode)) ?? 'reference_material'
}

function modeOfTask(taskType: (typeof TASK_TYPES)[number] | undefined): Mode | undefined {
  return taskType === 'reference' ? 'reference_material' : undefined
}

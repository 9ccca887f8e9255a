/**
 * Ark's text commands at the end of a prompt: `… --rs 720p --dur 5` (contract.md §3.2). Our rule, as the sources
 * differ: only a run of known commands at the very end counts and is taken out of the text; anything else stays in the
 * prompt, word for word. A field of the body goes before the command; a disagreement is a notice. A value that cannot be
 * read is refused at `content.<n>.text.<param>`, or `prompt.<param>`.
 */
import type { Field } from './aliases.ts'

const COMMANDS = new Map<string, { field: Field; parameter: string }>(
  (
    [
      ['resolution', 'resolution', ['resolution', 'rs']],
      ['ratio', 'ratio', ['ratio', 'rt']],
      ['duration', 'duration', ['duration', 'dur']],
      ['fps', 'framespersecond', ['framespersecond', 'framepersecond', 'fps']],
      ['seed', 'seed', ['seed']],
      ['cameraFixed', 'camera_fixed', ['camerafixed', 'cf']],
      ['watermark', 'watermark', ['watermark', 'wm']],
    ] as const
  ).flatMap(([field, parameter, words]) => words.map((word) => [word, { field, parameter }] as const)),
)

export interface TextCommand {
  field: Field
  /** Ark's name of the parameter, as its errors say it. */
  parameter: string
  value: string
}

/** The text without its trailing commands, and these in the order written. */
export function takeCommands(text: string): { text: string; commands: TextCommand[] } {
  const commands: TextCommand[] = []
  let rest = text
  for (;;) {
    const match = /(?:^|\s)--([a-z]{2,20})[ \t]+(\S{1,40})\s*$/i.exec(rest)
    const command = COMMANDS.get(match?.[1]?.toLowerCase() ?? '')
    if (!match || !command) return { text: rest, commands }
    commands.unshift({ ...command, value: match[2] ?? '' })
    rest = rest.slice(0, match.index).trimEnd()
  }
}

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { RequestPreview } from '#lib/api/preview.ts'
import { requestAsCurl, requestAsJson } from './request-text.ts'

const FILE = { kind: 'image', bytes: 12, sha256: 'a'.repeat(64) } as const
const PREVIEW: RequestPreview = {
  path: '/contents/generations/tasks',
  encoding: 'json',
  identityField: 'safety_identifier',
  callbackField: 'callback_url',
  body: {
    model: 'm',
    prompt: `It's $HOME, \`date\` and "quotes"\nand @fox`,
    content: [{ type: 'image_url', image_url: { url: FILE } }],
    safety_identifier: 'gen_…',
    callback_url: 'https://studio.test/api/hints/…',
  },
  prompt: [],
  references: [{ name: 'fox', kind: 'image', role: 'reference_image', said: '@fox', isMentioned: true }],
  problems: [],
  notices: [],
  quote: { tokens: { min: 1, max: 1 }, known: true },
}

/** What a real shell hands to the program. */
function argumentsOf(command: string): string[] {
  const echo = command.replace(/^curl /, `printf '%s\\0' `)
  const script = `SEEDANCE_BASE_URL=https://p.test/v3; SEEDANCE_API_KEY=k; ${echo}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

test('curl says in a real shell what the request says, and holds neither key nor address', () => {
  const command = requestAsCurl(PREVIEW)
  const [address, , authorization, , , flag, data = ''] = argumentsOf(command)
  expect([address, authorization, flag]).toEqual([
    'https://p.test/v3/contents/generations/tasks',
    'Authorization: Bearer k',
    '-d',
  ])
  expect(JSON.parse(data)).toEqual({
    model: 'm',
    prompt: PREVIEW.body['prompt'],
    content: [{ type: 'image_url', image_url: { url: '<image: its https address or data URI>' } }],
  })
})

test('a form is written as a form', () => {
  const form: RequestPreview = {
    ...PREVIEW,
    encoding: 'multipart',
    body: { prompt: "It's @fox", metadata: { seed: 0 }, input_reference: FILE },
  }
  expect(argumentsOf(requestAsCurl(form)).slice(3)).toEqual([
    '--form-string',
    "prompt=It's @fox",
    '--form-string',
    'metadata={"seed":0}',
    '-F',
    'input_reference=@fox',
  ])
})

test('JSON is the body as it is shown', () => {
  expect(JSON.parse(requestAsJson(PREVIEW))).toEqual(PREVIEW.body)
})

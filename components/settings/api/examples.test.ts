import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { printSecret, signedHeaders } from '#lib/server/webhooks/webhook-secrets.ts'
import { VERIFY_EXAMPLES } from './examples.ts'

/* The snippets that are printed to be copied, run as they are printed, on messages that the studio has signed. */

const key = randomBytes(32)
const secret = printSecret(key)
const body = JSON.stringify({ id: 'gen_1', prompt: '雨中的灯塔' })
const codeOf = (name: string) => VERIFY_EXAMPLES.find((example) => example.name === name)?.code ?? ''

const CASES = [
  ['as it was sent', signed(), body, secret, true],
  ['another body', signed(), `${body} `, secret, false],
  ['another secret', signed(), body, printSecret(randomBytes(32)), false],
  ['another id', { ...signed(), 'webhook-id': 'whd_2' }, body, secret, false],
  ['of ten minutes ago', signed(600_000), body, secret, false],
  ['among several signatures', withOthers(signed()), body, secret, true],
] as const

function signed(age = 0) {
  return signedHeaders(key, { id: 'whd_1', at: Date.now() - age, body })
}

function withOthers(headers: Record<string, string>) {
  return { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }
}

describe('a message', () => {
  test.each(CASES)('%s: JavaScript', async (_, headers, text, withSecret, isGenuine) => {
    const made: unknown = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(codeOf('JavaScript'))}`
    )
    expect(Object(made).isGenuine(headers, text, withSecret)).toBe(isGenuine)
  })

  test.skipIf(spawnSync('python3', ['--version']).status !== 0)('all of them: Python', () => {
    const calls = CASES.map(([, headers, text, withSecret]) => [headers, text, withSecret])
    const program = `${codeOf('Python')}\nimport json, sys\nprint(json.dumps([is_genuine(h, b.encode(), s) for h, b, s in json.load(sys.stdin)]))`
    const printed = execFileSync('python3', ['-c', program], { input: JSON.stringify(calls) })
    expect(JSON.parse(printed.toString())).toEqual(CASES.map(([, , , , isGenuine]) => isGenuine))
  })
})

import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('no secret gets into a line, whoever put it there', () => {
  const lines: string[] = []
  const log = createLog(['sk-1234567890', 'ark.example:8443', undefined, 'abc'], (line) => lines.push(line))
  log('error', 'refused sk-1234567890', { cause: 'connect ECONNREFUSED ark.example:8443', short: 'abc' })
  expect(lines).toEqual(['error refused [secret] cause="connect ECONNREFUSED [secret]" short="abc"'])
})

test('one line each, of a sane length', () => {
  const lines: string[] = []
  createLog([], (line) => lines.push(line))('warn', `a\r\nerror forged ${'x'.repeat(5000)}`)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toMatch(/[\r\n]/)
  expect(lines[0]).toHaveLength(2000)
})

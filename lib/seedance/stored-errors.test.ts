import { expect, test } from 'vitest'
import { ARK_ERRORS } from './ark-errors.ts'
import { explainError, explainOwnError } from './error-codes.ts'
import { explainStored } from './stored-errors.ts'

test.each(ARK_ERRORS)('$code, stored in English, is told in both languages', ({ code, status }) => {
  for (const explained of [explainError(code, 'no', status), explainError(code, 'no')]) {
    const { message, advice } = explained
    const stored = explainStored({ ...explained, message: message.en, advice: advice.en })
    expect(stored).toEqual({ message, advice })
  }
})

test('our own, with the field that is meant', () => {
  const explained = explainOwnError('reference_missing', undefined, 'references.0')
  const { message, advice } = explained
  expect(explainStored({ ...explained, message: message.en, advice: advice.en })).toEqual({ message, advice })
})

test('sentences that are not ours any more stay as they were', () => {
  const said = { en: 'It went wrong.', zh: 'It went wrong.' }
  for (const code of ['internal', 'a_code_of_old']) {
    expect(explainStored({ code, message: said.en, advice: said.en })).toEqual({
      message: said,
      advice: said,
    })
  }
})

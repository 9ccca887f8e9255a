import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'

/** One press, one key, kept until an answer is there: pressing twice, or again after a lost answer, can't pay twice. */
export function createPressKeys(): <Answer>(
  press: string,
  send: (idempotencyKey: string) => Promise<Answer>,
) => Promise<Answer> {
  const keys = new Map<string, string>()
  return async (press, send) => {
    const key = keys.get(press) ?? `press_${randomId()}`
    keys.set(press, key)
    try {
      const answer = await send(key)
      keys.delete(press)
      return answer
    } catch (error) {
      // Refused for good: nothing was written down, so another press is a new one.
      if (error instanceof AppError && error.status < 500) keys.delete(press)
      throw error
    }
  }
}

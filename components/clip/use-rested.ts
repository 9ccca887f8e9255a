import { useEffect, useState } from 'react'
import { afterRest } from '#components/studio/after-rest.ts'

/** Whether the page has begun and has nothing more urgent to do. */
export function useRested(): boolean {
  const [hasRested, setRested] = useState(false)
  useEffect(() => afterRest(() => setRested(true)), [])
  return hasRested
}

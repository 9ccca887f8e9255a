import 'server-only'
import { createHash } from 'node:crypto'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Clock } from '#lib/server/clock.ts'
import { DroppedConnection } from './dropped-connection.ts'
import { type FaultName, type Faults, strikes } from './faults.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import type { TaskStore } from './task-store.ts'

/** Tells for each fault whether it strikes this time; tries are counted per identity, or per prompt without one. */
export function countHits(
  { store, now }: { store: TaskStore; now: Clock },
  request: CanonicalRequest,
  faults: Faults,
): (name: FaultName) => boolean {
  const { safetyIdentifier, model, prompt } = request
  const identity =
    safetyIdentifier ??
    createHash('sha256')
      .update(JSON.stringify([model, prompt]))
      .digest('hex')
  return (name) =>
    faults[name] !== undefined && strikes(faults, name, store.countTry(`${name} ${identity}`, now()))
}

/** The faults that strike before there is a task. Throws WireError or DroppedConnection. */
export function refuseByFault(hits: (name: FaultName) => boolean): void {
  if (hits('429')) {
    throw new WireError('RateLimitExceeded.EndpointRPMExceeded', { headers: { 'retry-after': '1' } })
  }
  if (hits('500')) throw new WireError('InternalServiceError')
  if (hits('drop-before')) throw new DroppedConnection()
  if (hits('refuse')) throw new WireError('InputTextSensitiveContentDetected', { param: 'prompt' })
}

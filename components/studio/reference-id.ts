import { randomId } from '#components/ui/random-id.ts'

export function newReferenceId(): string {
  return `ref_${randomId()}`
}

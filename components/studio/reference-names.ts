import { fillInNames, type Nameable } from '#lib/seedance/names.ts'

/** The candidate's own name where it is valid and free, else the nearest one that is. The others keep theirs. */
export function uniqueName(candidate: Nameable, others: readonly Nameable[]): string {
  return fillInNames([...others, candidate]).at(-1) ?? 'reference'
}

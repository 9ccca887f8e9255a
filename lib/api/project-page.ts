/** Apart from the schemas: the header of every page needs it, and the library that they are made with is 19 KB. */
import type { Project } from './projects.ts'

/** Where a page shows this project. The team's first needs no word: so the addresses of a team that has but one stay short. */
export function pageOfProject(path: string, { id, isFirst }: Project): string {
  return isFirst ? path : `${path}?${new URLSearchParams({ project: id })}`
}

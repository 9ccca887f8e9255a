'use client'
import type { ComponentProps } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { FilterSections } from './filter-sections.tsx'

/** What asks the server comes with the menu that is opened. */
export default function FilterPanel(props: ComponentProps<typeof FilterSections>) {
  return (
    <WithQueries>
      <FilterSections {...props} />
    </WithQueries>
  )
}

'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { Project } from '#lib/api/projects.ts'
import { sharesQuery } from '#lib/queries/shares.ts'
import { ShareLine } from './share-line.tsx'
import { SHARES_WORDS } from './shares-words.ts'

const ShareDialog = lazy(() => import('#components/share/share-dialog.tsx'))

/** All links of the projects that one sees. */
export function SharesPanel({ projects }: { projects: readonly Project[] }) {
  const words = useWords(SHARES_WORDS)
  const client = useQueryClient()
  const { data } = useQuery(sharesQuery)
  const [which, setWhich] = useState<'now' | 'over'>('now')
  const [project, setProject] = useState<string>()
  const shown = data?.shares.filter(({ state }) => (state === 'open') === (which === 'now'))
  return (
    <>
      <p className="max-w-prose text-sm text-pretty text-ink-2">{words.about}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={words.which}
          options={[
            { value: 'now', label: words.now },
            { value: 'over', label: words.over },
          ]}
          value={which}
          onChange={setWhich}
          stretch={false}
        />
        <Menu
          label={words.project}
          align="end"
          triggerClassName={`${buttonClass('plain')} touch:h-11`}
          trigger={
            <>
              <Share2 aria-hidden size={14} />
              {words.project}
              <ChevronDown aria-hidden size={14} />
            </>
          }
          items={projects.map(({ id, name }) => ({ id, label: name, onSelect: () => setProject(id) }))}
        />
      </div>
      <section aria-label={words.links} className="rounded-xl border bg-surface">
        {shown?.length === 0 && (
          <p className="p-5 text-sm text-pretty text-ink-2">
            {which === 'now' ? words.noneNow : words.noneOver}
          </p>
        )}
        <ul className="divide-y">
          {shown?.map((share) => (
            <ShareLine key={share.id} share={share} />
          ))}
        </ul>
      </section>
      {project !== undefined && (
        <Suspense>
          <ShareDialog
            targets={[{ kind: 'project', ids: [project] }]}
            onClose={() => {
              setProject(undefined)
              void client.invalidateQueries({ queryKey: sharesQuery.queryKey })
            }}
          />
        </Suspense>
      )}
    </>
  )
}

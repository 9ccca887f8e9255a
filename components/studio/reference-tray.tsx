import { LibraryBig, Link2, Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { afterRest } from './after-rest.ts'
import { shortcut } from './commands/shortcuts.ts'
import type { ReferenceListProps } from './reference-list.tsx'
import { rolesFor } from './reference-roles.ts'
import { KIND_WORDS } from './words.ts'

const loadList = () => import('./reference-list.tsx')
const ReferenceList = lazy(loadList)
const LibraryDialog = lazy(() => import('./library/library-dialog.tsx'))
const AddressForm = lazy(() => import('./address-form.tsx'))

const WORDS = defineWords({
  en: {
    references: 'References',
    add: (kinds: readonly string[]) => `Add ${kinds.join(', ').replace(/, (\w+)$/, ' or $1')}`,
    addFiles: 'Add files',
    byAddress: 'Link',
    library: 'Library',
    libraryTip: 'Pick from the files and clips of the team',
  },
  zh: {
    references: '参考素材',
    add: (kinds) => `添加${kinds.join('、').replace(/、([^、]+)$/, '或$1')}`,
    addFiles: '添加文件',
    byAddress: '网址',
    library: '素材库',
    libraryTip: '从团队的文件和成片中选择',
  },
})

/** Pixels of one card, kept free until the list has loaded. */
const CARD_HEIGHT = 56

/** What the video is made from. Files can be dropped anywhere on the page; here they are listed, and added by hand. */
export default function ReferenceTray({
  onBrowse,
  onAddress,
  ...list
}: ReferenceListProps & { onBrowse: () => void; onAddress: (address: string) => void }) {
  const language = useLanguage()
  const words = WORDS[language]
  const { model } = modelOrLoosest(list.draft.model)
  const { references } = list.draft
  const [isAddressOpen, setAddressOpen] = useState(false)
  const [isLibraryOpen, setLibraryOpen] = useState(false)
  useEffect(() => afterRest(() => void loadList()), [])
  const accepted = (['image', 'video', 'audio'] as const).filter((kind) => rolesFor(model, kind).length > 0)
  if (accepted.length === 0 && references.length === 0) return null
  return (
    <section aria-label={words.references}>
      {references.length > 0 && (
        <Suspense fallback={<div style={{ height: references.length * CARD_HEIGHT + 9 }} />}>
          <ReferenceList {...list} />
        </Suspense>
      )}
      <div className="flex min-h-11 flex-wrap items-center gap-x-1 px-2 py-1">
        <Button variant="quiet" size="sm" {...shortcut('add_files')} onClick={onBrowse}>
          <Plus aria-hidden size={14} />
          {/* On a phone there is room for less. */}
          <span className="max-sm:hidden">{addInWords(accepted, language)}</span>
          <span className="sm:hidden">{words.addFiles}</span>
        </Button>
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isAddressOpen}
          {...shortcut('add_address')}
          onClick={() => setAddressOpen(!isAddressOpen)}
        >
          <Link2 aria-hidden size={14} />
          {words.byAddress}
        </Button>
        <Button
          variant="quiet"
          size="sm"
          aria-haspopup="dialog"
          data-tip={words.libraryTip}
          {...shortcut('library')}
          onClick={() => setLibraryOpen(true)}
        >
          <LibraryBig aria-hidden size={14} />
          {words.library}
        </Button>
      </div>
      {isLibraryOpen && (
        <Suspense>
          <LibraryDialog
            draft={list.draft}
            onPick={(change) => list.dispatch({ type: 'change', change })}
            onClose={() => setLibraryOpen(false)}
          />
        </Suspense>
      )}
      {isAddressOpen && (
        <Suspense>
          <AddressForm
            onAdd={(address) => {
              onAddress(address)
              setAddressOpen(false)
            }}
            onClose={() => setAddressOpen(false)}
          />
        </Suspense>
      )}
    </section>
  )
}

/** "Add pictures, clips or sounds" */
export function addInWords(kinds: readonly ReferenceKind[], language: Language): string {
  return WORDS[language].add(kinds.map((kind) => KIND_WORDS[language][kind].many))
}

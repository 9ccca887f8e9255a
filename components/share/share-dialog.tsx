'use client'
import Link from 'next/link'
import { useState } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { type ShareKind, USUAL_SHARE_LIFE, USUAL_SHARE_OPTIONS } from '#lib/api/shares.ts'
import { defineWords } from '#lib/language/language.ts'
import { createShare } from '#lib/queries/shares.ts'
import { NewLink } from './new-link.tsx'
import { ShareFields, type ShareWish } from './share-fields.tsx'

const WORDS = defineWords({
  en: {
    title: 'Share with people outside',
    what: 'What the link shows',
    clip: 'This take',
    shot: 'All takes',
    selection: 'Selection',
    project: 'Project',
    make: 'Make a link',
    once: 'The link is shown once. Everybody who has it sees what it allows, until it ends or you revoke it in the settings.',
    all: 'All links',
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    title: '分享给团队以外的人',
    what: '链接包含的内容',
    clip: '这一条',
    shot: '镜头各条',
    selection: '所选成片',
    project: '整个项目',
    make: '生成链接',
    once: '链接只显示一次。在到期或你在设置中撤销之前，任何持有链接的人都能看到它允许的内容。',
    all: '全部链接',
    failed: '服务器没有回应。请再按一次。',
  },
})

export default function ShareDialog({
  targets,
  onClose,
}: {
  /** At least one; the first is chosen. */
  targets: readonly { kind: ShareKind; ids: readonly string[] }[]
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const [kind, setKind] = useState(targets[0]?.kind ?? 'selection')
  const [wish, setWish] = useState<ShareWish>({
    title: '',
    days: USUAL_SHARE_LIFE,
    asksPassword: false,
    password: '',
    options: USUAL_SHARE_OPTIONS,
  })
  const [link, setLink] = useState<string>()
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const make = submit(async () => {
    const ids = targets.find((target) => target.kind === kind)?.ids ?? []
    const { path } = await createShare({
      kind,
      ids: [...ids],
      ...(wish.title.trim() !== '' && { title: wish.title.trim() }),
      expiresInDays: wish.days ?? null,
      password: wish.asksPassword ? wish.password : null,
      options: wish.options,
    })
    setLink(`${window.location.origin}${path}`)
  })
  return (
    <Dialog title={words.title} onClose={onClose} className="w-110">
      <div className="overflow-y-auto p-5">
        {link === undefined ? (
          <form noValidate onSubmit={make} className="space-y-4">
            {targets.length > 1 && (
              <Segmented
                label={words.what}
                options={targets.map((target) => ({ value: target.kind, label: words[target.kind] }))}
                value={kind}
                onChange={setKind}
              />
            )}
            <ShareFields wish={wish} onWish={setWish} atField={atField} />
            {(problem ?? atField['ids']) !== undefined && (
              <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
                {problem ?? atField['ids']}
              </p>
            )}
            <Button type="submit" variant="accent" size="lg" className="w-full" disabled={isBusy}>
              {words.make}
            </Button>
          </form>
        ) : (
          <div className="space-y-3">
            <NewLink link={link} />
            <p className="text-pretty text-ink-2">{words.once}</p>
            <Link href="/settings/shares" className={`${buttonClass('quiet', 'sm')} -ml-2 touch:h-11`}>
              {words.all}
            </Link>
          </div>
        )}
      </div>
    </Dialog>
  )
}

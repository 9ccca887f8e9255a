import { useState } from 'react'
import { ShareFields, type ShareWish } from '#components/share/share-fields.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { ChangeShareInput, Share } from '#lib/api/shares.ts'
import { changeShare } from '#lib/queries/shares.ts'
import { FormProblem } from './settings-card.tsx'
import { SHARES_WORDS } from './shares-words.ts'

/** Acts at once, also on what is being watched. */
export function ShareChange({ share, onDone }: { share: Share; onDone: () => Promise<void> }) {
  const words = useWords(SHARES_WORDS)
  const [wish, setWish] = useState<ShareWish>({
    title: share.title,
    days: undefined,
    asksPassword: share.hasPassword,
    password: '',
    options: share.options,
  })
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const save = submit(async () => {
    await changeShare(share.id, inputOf(wish, share))
    await onDone()
  })
  return (
    <form noValidate onSubmit={save} className="max-w-110 space-y-4 py-2">
      <ShareFields
        wish={wish}
        onWish={setWish}
        atField={atField}
        known={{ hasPassword: share.hasPassword, isOver: share.state === 'expired' }}
      />
      <FormProblem problem={problem} />
      <Button type="submit" variant="accent" disabled={isBusy} className="touch:h-11">
        {words.save}
      </Button>
    </form>
  )
}

function inputOf(
  { title, days, asksPassword, password, options }: ShareWish,
  share: Share,
): ChangeShareInput {
  const isNewPassword = asksPassword && (password !== '' || !share.hasPassword)
  return {
    title: title.trim(),
    options,
    ...(days !== undefined && { expiresInDays: days }),
    ...(isNewPassword && { password }),
    ...(!asksPassword && share.hasPassword && { password: null }),
  }
}

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { tryReview } from '#components/review/refresh.ts'
import { initialsOf } from '#components/review/place-words.ts'
import { GUEST_WORDS } from './guest.words.ts'
import type { Signature } from './use-signature.ts'

/** Under which name a guest speaks: a field at first, a line once it is known. */
export function GuestName({ signature }: { signature: Signature }) {
  const words = useWords(GUEST_WORDS)
  const language = useLanguage()
  const [isChanging, setChanging] = useState(false)
  const { name, signed, problem, field, write, isReady, ensure } = signature
  if (signed !== undefined && !isChanging)
    return (
      <div className="flex min-h-12 items-center gap-2 px-4 py-2 lg:px-5">
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-chip text-2xs font-semibold"
        >
          {initialsOf(signed)}
        </span>
        <p className="min-w-0 flex-1 truncate text-sm font-medium">
          <span className="sr-only">{words.name}: </span>
          {signed}
        </p>
        <Button
          variant="quiet"
          size="sm"
          className="touch:h-11"
          aria-label={words.changeName}
          onClick={() => setChanging(true)}
        >
          {words.change}
        </Button>
      </div>
    )
  return (
    <form
      noValidate
      className="space-y-2 p-4 lg:px-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady()) void tryReview(ensure, language).then((isDone) => isDone && setChanging(false))
      }}
    >
      <TextField
        ref={field}
        label={words.name}
        name="name"
        autoComplete="name"
        value={name}
        maxLength={80}
        onText={write}
        hint={words.nameHint}
        problem={problem}
      />
      {isChanging && (
        <Button type="submit" size="sm" className="touch:h-11">
          {words.save}
        </Button>
      )}
    </form>
  )
}

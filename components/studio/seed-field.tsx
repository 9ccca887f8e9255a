import { Dices, Lock, LockOpen } from 'lucide-react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    seed: 'Seed',
    random: 'Random each time',
    roll: 'Roll a new seed',
    unlock: 'Unlock: a new seed each time',
    lock: 'Lock a seed for the next takes',
  },
  zh: {
    seed: '种子',
    random: '每次随机',
    roll: '换一个种子',
    unlock: '解锁：每次用新种子',
    lock: '锁定种子，供后续使用',
  },
})

/** 2^31-1: the smaller of the two documented ends (contract.md §3.2). */
export const LARGEST_SEED = 2_147_483_647

export function randomSeed(random: () => number = Math.random): number {
  return Math.floor(random() * (LARGEST_SEED + 1))
}

/** Locked: the same seed for every take. Unlocked: the model draws one. */
export function SeedField({
  value,
  onChange,
}: {
  value: number | undefined
  onChange: (seed: number | undefined) => void
}) {
  const words = useWords(WORDS)
  const locked = value !== undefined && value !== -1
  return (
    <div className="flex h-8 items-center gap-1 rounded-lg bg-hover pr-1 pl-3 focus-within:outline-2 focus-within:outline-focus touch:h-11">
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <span className="sr-only">{words.seed}</span>
        <input
          inputMode="numeric"
          value={locked ? value : ''}
          placeholder={words.random}
          onChange={(event) => onChange(readSeed(event.target.value))}
          className="w-full min-w-0 bg-transparent tabular-nums outline-none"
        />
      </label>
      <IconButton size="sm" label={words.roll} onClick={() => onChange(randomSeed())}>
        <Dices size={14} />
      </IconButton>
      <IconButton
        size="sm"
        label={locked ? words.unlock : words.lock}
        aria-pressed={locked}
        onClick={() => onChange(locked ? undefined : randomSeed())}
      >
        {locked ? <Lock size={14} className="text-ink" /> : <LockOpen size={14} />}
      </IconButton>
    </div>
  )
}

/** Digits only; 0 is a seed like any other, and nothing is no seed. */
export function readSeed(text: string): number | undefined {
  const digits = text.replaceAll(/\D/g, '')
  return digits === '' ? undefined : Math.min(LARGEST_SEED, Number(digits))
}

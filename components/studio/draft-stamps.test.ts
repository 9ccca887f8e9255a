import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft, reduceDraft, type Draft, type DraftAction } from './draft.ts'
import { isNewer, latestStamps, readStamps, restamp, withStamps, type DraftStamps } from './draft-stamps.ts'
import { parseDraft, serialiseDraft } from './draft-storage.ts'
import { mergeDrafts } from './merge-drafts.ts'

/** A tab as use-draft.ts makes it, with a mailbox for what others have stored and it has not heard of yet. */
class Tab {
  draft = emptyDraft()
  synced = serialiseDraft(emptyDraft())
  stamps: DraftStamps = {}
  mail: string[] = []

  does(action: DraftAction): void {
    this.draft = reduceDraft(this.draft, action)
  }

  /** What it writes, if there is anything to write. */
  save(now: number): string | undefined {
    const text = serialiseDraft(this.draft)
    if (text === this.synced) return undefined
    this.stamps = restamp(this.synced, text, this.stamps, now)
    this.synced = text
    return withStamps(text, this.stamps)
  }

  hear(): void {
    const text = this.mail.shift()
    const theirs = parseDraft(text ?? null)
    if (text === undefined || !theirs) return
    const [known, said] = [this.stamps, readStamps(text)]
    const base = parseDraft(this.synced) ?? emptyDraft()
    this.synced = serialiseDraft(theirs)
    this.stamps = latestStamps(known, said)
    this.draft = mergeDrafts(base, this.draft, theirs, (field) => isNewer(field, said, known))
  }
}

type Step = { tab: 0 | 1; does: 'change' | 'save' | 'hear' }
const step: fc.Arbitrary<Step> = fc.record({
  tab: fc.constantFrom(0, 1),
  does: fc.constantFrom('change', 'save', 'hear'),
})

/** One tab writes, the other sets: they never touch the same field. */
function play(steps: readonly Step[]): { tabs: [Tab, Tab]; words: string; takes: number } {
  const tabs: [Tab, Tab] = [new Tab(), new Tab()]
  let [words, takes, now] = ['', 1, 0]
  const run = ({ tab, does }: Step) => {
    now += 1
    const [own, other] = tab === 0 ? tabs : [tabs[1], tabs[0]]
    if (does === 'hear') own.hear()
    else if (does === 'save') {
      const text = own.save(now)
      if (text !== undefined) other.mail.push(text)
    } else if (tab === 0) {
      words += 'a'
      own.does({ type: 'prompt', prompt: { text: words, mentions: [] } })
    } else {
      takes = (takes % 8) + 1
      own.does({ type: 'takes', takes })
    }
  }
  steps.forEach(run)
  // In the end everybody saves and hears what there is to hear.
  for (let round = 0; round < 12; round += 1)
    for (const tab of [0, 1] as const) {
      run({ tab, does: 'save' })
      while (tabs[tab].mail.length > 0) run({ tab, does: 'hear' })
    }
  return { tabs, words, takes }
}

describe('two tabs that store the whole draft', () => {
  test('whatever comes late, nothing that either has changed is undone, and both agree', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { tabs, words, takes } = play(steps)
        const seen = tabs.map(({ draft }: { draft: Draft }) => [draft.prompt.text, draft.takes])
        expect(seen).toEqual([
          [words, takes],
          [words, takes],
        ])
      }),
      { numRuns: 500 },
    )
  })

  test('a stamp rises even where the clock stands still, and only for what changed', () => {
    const before = serialiseDraft(emptyDraft())
    const after = serialiseDraft(reduceDraft(emptyDraft(), { type: 'takes', takes: 3 }))
    expect(restamp(before, after, { takes: 7, model: 9 }, 5)).toEqual({ takes: 10, model: 9 })
    expect(restamp(after, after, { takes: 7 }, 50)).toEqual({ takes: 7 })
  })

  test.each([null, 'x', '[]', '{"stamps":{"takes":"now","model":1.5}}', '{"stamps":null}'])(
    'reads no stamps from %j',
    (text) => {
      expect(readStamps(text)).toEqual({})
    },
  )
})

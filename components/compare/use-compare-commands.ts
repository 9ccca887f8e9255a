'use client'
import type { RefObject } from 'react'
import { playerCommands } from '#components/player/player-commands.ts'
import { usePlayerKeys } from '#components/player/use-player-keys.ts'
import { pressControl } from '#components/studio/commands/controls.ts'
import { useCommands, type Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { ComparedTake } from '#lib/api/comparison.ts'
import type { Sentence } from '#lib/language/language.ts'
import { clipLetter } from './clip-letter.ts'
import type { ComparePlayer } from './compare-player.ts'
import type { Judging } from './use-judging.ts'
import type { Switches } from './use-switches.ts'

const PLACES = ['compare_1', 'compare_2', 'compare_3', 'compare_4'] as const

/** Keys of the page: the player's, for all clips at once, and its own. The clip that is heard, or was chosen, is the one that is meant. */
export function useCompareCommands(
  root: RefObject<HTMLElement | null>,
  {
    takes,
    player,
    switches,
    judging,
    swap,
    remove,
  }: {
    takes: readonly ComparedTake[]
    player: ComparePlayer
    switches: Switches
    judging: Judging
    swap: () => void
    remove: (id: string) => void
  },
): void {
  usePlayerKeys(root, (isHeld) =>
    playerCommands(player, { goTo: () => pressControl('go_to_frame') }, isHeld).filter(
      ({ id }) => id !== 'safe_areas',
    ),
  )
  useCommands(() => {
    const meant = takes[player.state().chosen]?.generation.id
    const isTwo = takes.length === 2
    return [
      ...takes.map((_, place) => {
        const letter = clipLetter(place)
        return own(
          PLACES[place] ?? 'compare_1',
          { en: `Choose and hear ${letter}`, zh: `选择并听 ${letter}` },
          () => player.hear(place),
        )
      }),
      ...when(meant !== undefined, [
        own('compare_winner', { en: 'Pick the chosen clip as the winner', zh: '选用所选的成片' }, () => {
          if (meant !== undefined) judging.pick(meant)
        }),
        own('compare_winner_only', { en: 'Pick it, and reject the others', zh: '选用它，并淘汰其余' }, () => {
          if (meant !== undefined) judging.pickOnly(meant, takes)
        }),
      ]),
      ...when(isTwo, [
        own(
          'compare_view',
          { en: 'Side by side, wipe or difference', zh: '并排、划变或差异' },
          switches.nextView,
        ),
        own('compare_swap', { en: 'Swap sides', zh: '左右互换' }, swap),
      ]),
      ...when(switches.view === 'wipe', [
        own('wipe_left', { en: 'Wipe to the left', zh: '划变线左移' }, () =>
          switches.setWipe(switches.wipe - 5),
        ),
        own('wipe_right', { en: 'Wipe to the right', zh: '划变线右移' }, () =>
          switches.setWipe(switches.wipe + 5),
        ),
      ]),
      ...when(!isTwo && meant !== undefined, [
        own(
          'compare_remove',
          { en: 'Remove the chosen clip from the comparison', zh: '从对比中移除所选的成片' },
          () => {
            if (meant !== undefined) remove(meant)
          },
        ),
      ]),
      own('compare_add', { en: 'Add a clip', zh: '添加成片' }, () => pressControl('compare_add')),
    ]
  })
}

function own(id: ShortcutId, name: Sentence, run: () => void): Command {
  return { id, group: 'compare', name, keys: SHORTCUTS[id], run }
}

function when(isSo: boolean, commands: readonly Command[]): readonly Command[] {
  return isSo ? commands : []
}

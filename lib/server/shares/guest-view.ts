import 'server-only'
import { isAllowedToGuest } from '#lib/access/permissions.ts'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { MAX_SHARED_CLIPS } from '#lib/api/shares.ts'
import { SHARED_PAGE, type SharedClip, type SharedView } from '#lib/api/guest.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { readSpriteLayout } from '#lib/server/media/sprite-layout.ts'
import { clipKeyOf } from './clip-key.ts'
import type { ShareSecrets } from './share-secrets.ts'
import { type ClipOfLink, readSharedClips } from './shared-clips.ts'

/** What the guest's page shows: no id, name or address of the studio; the prompt only where the link shows it. */
export async function readSharedView(
  services: { database: Pick<Database, 'db'>; shareSecrets: ShareSecrets },
  guest: GuestPrincipal,
  share: ShareRow,
  { from = 0 }: { from?: number } = {},
): Promise<SharedView> {
  const { clips, total } = await readSharedClips(services, guest, share, { from, limit: SHARED_PAGE })
  const showsPrompt = isAllowedToGuest(guest, 'prompt.read')
  return {
    title: share.title,
    ...(share.watermark !== null && { watermark: share.watermark }),
    allows: guest.allows,
    hasZip: isAllowedToGuest(guest, 'clip.download') && total > 1 && total <= MAX_SHARED_CLIPS,
    ...(guest.guest && { guest: { name: guest.guest.name } }),
    total,
    from,
    clips: clips.map((one, index) => ({
      ...showClip(one),
      key: clipKeyOf(services.shareSecrets.clipKey, share.id, one.row.id),
      place: from + index + 1,
      ...(showsPrompt && one.row.prompt_text !== '' && { prompt: one.row.prompt_text }),
    })),
  }
}

function showClip({ row, clip }: ClipOfLink): Omit<SharedClip, 'key' | 'place' | 'prompt'> {
  return {
    take: row.take,
    format: clip.format === 'mov' ? 'mov' : 'mp4',
    width: clip.width ?? 0,
    height: clip.height ?? 0,
    duration: (clip.duration_ms ?? 0) / 1000,
    fps: clip.fps ?? 0,
    hasAudio: clip.has_audio === 1,
    bytes: clip.bytes,
    hasPoster: clip.poster_key !== null,
    ...(clip.sprite_layout !== null && { sprite: readSpriteLayout(clip.sprite_layout) }),
    ...(clip.thumbhash !== null && { thumbhash: clip.thumbhash }),
  }
}

import 'server-only'
import type { Migration } from 'kysely/migration'
import { foundation } from './0001-foundation.ts'
import { fixedMedia } from './0002-fixed-media.ts'
import { batches } from './0003-batches.ts'
import { presets } from './0004-presets.ts'
import { mediaOfTeam } from './0005-media-of-team.ts'
import { gallery } from './0006-gallery.ts'
import { sequences } from './0007-sequences.ts'
import { shotStacks } from './0008-shot-stacks.ts'
import { lineage } from './0009-lineage.ts'
import { purges } from './0010-purges.ts'
import { apiTokens } from './0011-api-tokens.ts'
import { access } from './0012-access.ts'
import { audit } from './0013-audit.ts'
import { accounts } from './0014-accounts.ts'
import { review } from './0015-review.ts'
import { shares } from './0016-shares.ts'
import { budgets } from './0017-budgets.ts'
import { webhooks } from './0018-webhooks.ts'
import { mail } from './0019-mail.ts'
import { commentsForGuests } from './0020-comments-for-guests.ts'

/** Every migration by its number, in order. A list and no directory scan, so that the bundler sees them. Never change a released one. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-fixed-media': fixedMedia,
  '0003-batches': batches,
  '0004-presets': presets,
  '0005-media-of-team': mediaOfTeam,
  '0006-gallery': gallery,
  '0007-sequences': sequences,
  '0008-shot-stacks': shotStacks,
  '0009-lineage': lineage,
  '0010-purges': purges,
  '0011-api-tokens': apiTokens,
  '0012-access': access,
  '0013-audit': audit,
  '0014-accounts': accounts,
  '0015-review': review,
  '0016-shares': shares,
  '0017-budgets': budgets,
  '0018-webhooks': webhooks,
  '0019-mail': mail,
  '0020-comments-for-guests': commentsForGuests,
}

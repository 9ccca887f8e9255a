import 'server-only'
import type { Role } from '#lib/access/principal.ts'
import { DEFAULT_LANGUAGE } from '#lib/language/language.ts'
import type { Clock, Log } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { NotificationRow } from '#lib/server/database/review-tables.ts'
import { type Mailer, MailError } from '#lib/server/mail/mailer.ts'
import { sightOf } from '#lib/server/teams/sight-of.ts'
import { noticeMail } from './notice-mail.ts'
import { claimMail, readMailWish, settleMail } from './notification-store.ts'
import { noticesInSight } from './read-notifications.ts'

export interface MailServices {
  database: Database
  clock: Clock
  log: Log
  mailer: Mailer
  /** Where the studio is opened. */
  origin: string
  /** Who somebody is now; undefined for those who have left or have no mailbox. Not called inside a transaction. */
  findReader(teamId: string, userId: string): Promise<MailReader | undefined>
}

export interface MailReader {
  name: string
  email: string
  role: Role
}

/**
 * Sends what people should know of and have not read in the studio: one e-mail a person for all that gathered. What is claimed is due again
 * after the lease, so a server that is killed between sending and writing that down sends it twice (under the same Message-ID) and one that is
 * killed before sends it once: never none. Several processes may run it at once.
 */
export interface MailWorker {
  start(): void
  stop(): Promise<void>
  /** All that is due now; the number of e-mails that were sent. */
  turn(): Promise<number>
}

const EVERY_MS = 30_000
/** Longer than one e-mail can take. */
const LEASE_MS = 5 * 60_000
/** After the first failure; three times as long after each further one, up to the most. */
const FIRST_DELAY_MS = 60_000
const MOST_DELAY_MS = 4 * 3_600_000
/** Then it is given up: it stands in the studio all the same. */
const TRIED_FOR_MS = 24 * 3_600_000

export function createMailWorker(services: MailServices): MailWorker {
  let timer: NodeJS.Timeout | undefined
  let round: Promise<unknown> = Promise.resolve()
  let isStopped = false

  const turn = async () => {
    let sent = 0
    for (;;) {
      if (isStopped) break
      const now = services.clock()
      const rows = await claimMail(services.database.db, { now, until: now + LEASE_MS })
      if (rows.length === 0) break
      const outcome = await sendOne(services, rows)
      if (outcome === 'sent') sent += 1
      // Those behind it would only wait for the same server.
      if (outcome === 'server_away') break
    }
    return sent
  }
  const next = (ms: number) => {
    timer = setTimeout(() => {
      round = turn()
        .catch((error: unknown) =>
          services.log('error', 'e-mails were not looked for', { cause: String(error) }),
        )
        .then(() => {
          if (!isStopped) next(EVERY_MS)
        })
    }, ms)
    timer.unref()
  }
  return {
    turn,
    start: () => next(EVERY_MS),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}

type Outcome = 'sent' | 'not_wanted' | 'refused' | 'server_away'

async function sendOne(services: MailServices, rows: readonly NotificationRow[]): Promise<Outcome> {
  const { database, clock, log, mailer } = services
  const attempt = Math.max(...rows.map(({ mail_attempts: tries }) => tries))
  const settle = (dueAt: number | null) => settleMail(database.db, rows, dueAt)
  const late = clock() - TRIED_FOR_MS
  // From before the studio could send any, or tried for a day.
  const fresh = rows.filter(({ created_at: at }) => at > late)
  const mail = await mailOf(services, fresh)
  if (mail === undefined) {
    await settle(null)
    return 'not_wanted'
  }
  try {
    await mailer.send(mail)
    await settle(null)
    return 'sent'
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    const { code, answer = 0, isFinal, isOfServer } = error
    log('warn', 'an e-mail was not sent', { code, answer, attempt, notices: rows.length })
    await settle(isFinal ? null : clock() + delayAfter(attempt))
    return isOfServer ? 'server_away' : 'refused'
  }
}

function delayAfter(attempt: number): number {
  return Math.min(MOST_DELAY_MS, FIRST_DELAY_MS * 3 ** (attempt - 1))
}

/** Undefined where nothing is left to say: switched off, left the team, or what it is about is out of their sight. */
async function mailOf(services: MailServices, rows: readonly NotificationRow[]) {
  const [first] = rows
  if (first === undefined) return undefined
  const { database, origin } = services
  const { user_id: userId, team_id: teamId } = first
  const { isOn, language } = await readMailWish(database.db, userId)
  const reader = isOn ? await services.findReader(teamId, userId) : undefined
  if (reader === undefined) return undefined
  const sight = await sightOf(database.db, { teamId, userId, role: reader.role })
  const notices = await noticesInSight(database, sight, rows)
  if (notices.length === 0) return undefined
  const to = { name: reader.name, address: reader.email }
  return noticeMail(notices, { to, language: language ?? DEFAULT_LANGUAGE, origin })
}

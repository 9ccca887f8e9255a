import 'server-only'
import { findPerson } from './accounts/user-store.ts'
import type { Auth } from './auth/auth.ts'
import type { Mailer } from './mail/mailer.ts'
import { createMailWorker, type MailServices, type MailWorker } from './notifications/mail-worker.ts'

type Rooms = Omit<MailServices, 'mailer' | 'findReader'> & { mailer?: Mailer; auth: Auth }

/** Sends people what they have not read in the studio. Undefined where no mail server is set. */
export function openMails({ mailer, auth, ...rooms }: Rooms): MailWorker | undefined {
  if (mailer === undefined) return undefined
  return createMailWorker({
    ...rooms,
    mailer,
    findReader: async (teamId, userId) => {
      const person = await findPerson(auth, teamId, userId)
      if (person?.role === undefined || person.email === undefined) return undefined
      return { name: person.name, email: person.email, role: person.role }
    },
  })
}

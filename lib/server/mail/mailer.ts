import 'server-only'
import { createTransport } from 'nodemailer'
import type { Env } from '#lib/server/env.ts'

/** One e-mail to one person. Texts are plain; the HTML is escaped by whoever made it. */
export interface Mail {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** The same for every try of the same e-mail, so that a mail server that got it twice can tell. */
  id?: string
  /** Absolute; where its reader switches such e-mails off. */
  unsubscribe?: string
}

/**
 * Hands e-mails to the mail server of SMTP_URL. `send` throws MailError and nothing else: what the server or the network said may hold the
 * address, the user and the password, so of it only codes are kept.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

export class MailError extends Error {
  override readonly name = 'MailError'
  /** Of nodemailer (ECONNECTION, EAUTH, …), and of the server (550), where there is one. */
  readonly code: string
  readonly answer: number | undefined

  constructor(code: string, answer: number | undefined) {
    super(`The mail server did not take an e-mail: ${[code, answer].filter(Boolean).join(' ')}`)
    this.code = code
    this.answer = answer
  }

  /** It will never take this one: the mailbox does not exist, or the text is refused. */
  get isFinal(): boolean {
    return FINAL.has(this.code) && (this.answer ?? 0) >= 500
  }

  /** The server itself is away or does not let us in: others would fare no better now. */
  get isOfServer(): boolean {
    return !FINAL.has(this.code)
  }
}

const FINAL = new Set(['EENVELOPE', 'EMESSAGE'])

/** Milliseconds. All of them together are less than the lease of an e-mail. */
const CONNECT_MS = 10_000
const SILENCE_MS = 30_000
const WHOLE_MS = 90_000

export function createMailer({ url, from }: NonNullable<Env['mail']>): Mailer {
  const server = readServer(url)
  return {
    async send({ to, subject, text, html, id, unsubscribe }) {
      // One connection for each: e-mails are few, and what is hung is closed with it.
      const transport = createTransport({
        ...server,
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      const timer = Promise.withResolvers<never>()
      const end = setTimeout(() => timer.reject(new MailError('ETIMEDOUT', undefined)), WHOLE_MS)
      try {
        const sent = transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          ...(id !== undefined && { messageId: id }),
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(unsubscribe !== undefined && { list: { unsubscribe } }),
        })
        await Promise.race([sent, timer.promise])
      } catch (error) {
        throw toMailError(error)
      } finally {
        clearTimeout(end)
        transport.close()
      }
    },
  }
}

/** A password is only said where nobody else can listen. */
function readServer(address: string) {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    requireTLS: !secure && user !== '' && !LOCAL.has(host),
  }
}

const LOCAL = new Set(['localhost', '127.0.0.1', '::1'])

/** What of SMTP_URL must be in no line of the log. */
export function mailSecrets(mail: Env['mail']): string[] {
  if (mail === undefined) return []
  const { username, password, hostname } = new URL(mail.url)
  const names = [username, decodeURIComponent(username), hostname]
  // A short name is a word of its own in many lines.
  return [
    mail.url,
    password,
    decodeURIComponent(password),
    ...names.filter((name) => name.length >= 8 && !LOCAL.has(name)),
  ]
}

function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error
  if (!(error instanceof Error)) return new MailError('EUNKNOWN', undefined)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'
  const answer =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  return new MailError(code, answer)
}

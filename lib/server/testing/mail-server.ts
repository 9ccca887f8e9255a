import 'server-only'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A real mail server on this machine, for tests: keeps what it is given. */
export interface TestMailServer {
  /** As SMTP_URL says it, with the user and password that it asks for. */
  url: string
  mails: ReceivedMail[]
  /** What it says to the next e-mails: the answer to the recipient, or undefined to take it. */
  refusals: (number | undefined)[]
  close(): Promise<void>
}

export interface ReceivedMail {
  to: string
  from: string
  /** With its headers unfolded. */
  raw: string
  /** Undone quoted-printable and base64 of both parts, one after the other. */
  text: string
}

export const MAIL_PASSWORD = 'correct/horse+battery'

export async function startMailServer(): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const refusals: (number | undefined)[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'postman' && password === MAIL_PASSWORD
        ? done(null, { user: username })
        : done(new Error('Wrong password')),
    onRcptTo: (_address, _session, done) => {
      const refusal = refusals.shift()
      if (refusal === undefined) return done()
      done(Object.assign(new Error('Refused'), { responseCode: refusal }))
    },
    onData: (stream, { envelope }, done) =>
      void text(stream).then((raw) => {
        const [to] = envelope.rcptTo
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({ to: to?.address ?? '', from, raw: unfolded(raw), text: decoded(raw) })
        done()
      }, done),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://postman:${encodeURIComponent(MAIL_PASSWORD)}@127.0.0.1:${port}`,
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function unfolded(raw: string): string {
  return raw.replaceAll(/\r\n[ \t]+/g, ' ')
}

function decoded(raw: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1]
  const parts = boundary === undefined ? [raw] : raw.split(`--${boundary}`).slice(1, -1)
  return parts.map(decodePart).join('\n')
}

function decodePart(part: string): string {
  const [head = '', ...body] = part.trim().split('\r\n\r\n')
  const content = body.join('\r\n\r\n')
  if (/encoding: base64/i.test(head)) return Buffer.from(content, 'base64').toString('utf8')
  if (!/encoding: quoted-printable/i.test(head)) return content
  const bytes = content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

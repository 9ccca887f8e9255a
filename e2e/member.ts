/** A signed-in member without a browser, for stories about the server alone. */
export interface Member {
  cookie: string
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  bytes(path: string): Promise<ArrayBuffer>
  fetch(path: string, init?: RequestInit): Promise<Response>
}

export interface Answer {
  status: number
  body: unknown
}

/** Opens a session through the owner link, as a browser does. */
export async function signIn(ownerLink: string): Promise<Member> {
  const answer = await fetch(ownerLink, { redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`The owner link answered ${answer.status}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const { origin } = new URL(ownerLink)
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${origin}${path}`, { ...init, headers: { cookie, origin, ...Object(init.headers) } })
  const json = async (response: Response): Promise<Answer> => {
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    cookie,
    get: async (path) => json(await call(path)),
    post: async (path, body) =>
      json(
        await call(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    bytes: async (path) => {
      const response = await call(path)
      if (!response.ok) throw new Error(`${path} answered ${response.status}`)
      return response.arrayBuffer()
    },
    fetch: call,
  }
}

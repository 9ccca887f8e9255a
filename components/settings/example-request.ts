import type { TokenScope } from '#lib/access/principal.ts'

/** A curl that works with the token as it is printed: it starts a small task, or lists those that are there where it may only read. */
export function exampleRequest(origin: string, secret: string, scopes: readonly TokenScope[]): string {
  const address = `${origin}/api/v3/contents/generations/tasks`
  const key = `-H 'Authorization: Bearer ${secret}'`
  if (!scopes.includes('generate')) return `curl ${address} \\\n  ${key}`
  return [
    `curl ${address} \\`,
    `  ${key} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"model": "doubao-seedance-2-0-260128", "prompt": "A lighthouse in the rain", "duration": 4, "resolution": "480p"}'`,
  ].join('\n')
}

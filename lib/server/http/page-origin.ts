import 'server-only'
import { headers } from 'next/headers'
import type { Env } from '#lib/server/env.ts'

/** For pages: the address under which whoever reads it has the studio, without a path. proxy.ts has looked at the Host. */
export async function pageOrigin({ publicUrl }: Pick<Env, 'publicUrl'>): Promise<string> {
  if (publicUrl !== undefined) return publicUrl
  const asked = await headers()
  const scheme = asked.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'
  return `${scheme}://${asked.get('host') ?? ''}`
}

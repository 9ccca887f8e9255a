import { redirect } from 'next/navigation'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'

/** The first section is everybody's. */
export default async function Page() {
  await requirePrincipal()
  redirect('/settings/account')
}

import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { GuestPage } from '#components/share/guest-page.tsx'
import { PasswordPage } from '#components/share/password-page.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { AppError } from '#lib/api/app-error.ts'
import { services } from '#lib/server/services.ts'
import { readSharedView } from '#lib/server/shares/guest-view.ts'
import { noteVisit } from '#lib/server/shares/note-visit.ts'
import { type OpenLink, openLink } from '#lib/server/shares/open-link.ts'

interface Props {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Beside what layout.tsx says: what messengers show of a link, only where it allows that and asks for no password: a robot reads <title> as well. */
export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { token } = await params
  const { share, guest, isUnlocked } = await linkOfPage(token)
  if (!isUnlocked) return {}
  const title = { title: { absolute: share.title } }
  // Who gave the password is no robot.
  if (share.password_hash !== null) return title
  if (share.link_preview !== 1) return {}
  const opened = await services()
  const [first] = (await readSharedView(opened, guest, share)).clips
  const image = `${opened.origin}/api/s/${token}/clips/${first?.key ?? ''}/poster`
  return { ...title, openGraph: { title: share.title, ...(first?.hasPoster && { images: [image] }) } }
}

export default async function Page({ params, searchParams }: Props) {
  const { token } = await params
  const { clip } = await searchParams
  const { share, guest, isUnlocked } = await linkOfPage(token)
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  if (!isUnlocked) return <PasswordPage token={token} theme={theme} />
  const opened = await services()
  const view = await readSharedView(opened, guest, share)
  await noteVisit(opened, { share, guest, headers: await headers(), action: 'opened' })
  return <GuestPage token={token} first={view} firstClip={String(clip)} theme={theme} />
}

/** Once for the page and its title. */
const linkOfPage = cache(async (token: string): Promise<OpenLink> => {
  try {
    return await openLink(await services(), token, await headers())
  } catch (error) {
    if (error instanceof AppError) notFound()
    throw error
  }
})

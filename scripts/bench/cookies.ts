import type { Member } from '#e2e/member.ts'

/** The member's session, for a browser that opens `url`. */
export function cookiesOf(member: Member, url: string): { name: string; value: string; url: string }[] {
  return member.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('='), url }
  })
}

export const dynamic = 'force-dynamic'

export default function Page() {
  return <textarea aria-label="Prompt" />
}

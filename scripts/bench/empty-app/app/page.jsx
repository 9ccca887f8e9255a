export const dynamic = 'force-dynamic'

export default function Page() {
  // Text, so that there is something for the largest contentful paint.
  return (
    <main>
      <h1>Nothing</h1>
      <textarea aria-label="Prompt" />
    </main>
  )
}

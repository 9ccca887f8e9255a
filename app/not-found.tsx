import { buttonClass } from '#components/ui/button.tsx'

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-100 space-y-3">
        <h1 className="text-xl font-semibold">Nothing is here</h1>
        <p className="text-base text-pretty text-ink-2">
          The address may be mistyped, or what it showed was deleted. Your takes are in the studio.
        </p>
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- the router’s own link would weigh on every page */}
        <a href="/" className={`${buttonClass('plain')} mt-2`}>
          Open the studio
        </a>
      </div>
    </main>
  )
}

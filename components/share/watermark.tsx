const ROWS = Array.from({ length: 12 }, (_, row) => row)
const COLUMNS = Array.from({ length: 10 }, (_, column) => column)

/** The link's words, tiled over the picture: against screenshots. The file itself comes without them. */
export function Watermark({ text }: { text: string }) {
  return (
    <div
      aria-hidden
      data-watermark
      className="pointer-events-none absolute -inset-1/2 flex -rotate-24 flex-col justify-around text-sm font-semibold text-on-screen opacity-30 select-none"
    >
      {ROWS.map((row) => (
        <p
          key={row}
          className={row % 2 === 0 ? 'flex justify-around gap-12' : 'flex justify-around gap-12 pl-24'}
        >
          {COLUMNS.map((column) => (
            <span key={column} className="whitespace-nowrap">
              {text}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}

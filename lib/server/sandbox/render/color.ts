import 'server-only'

/* Colours are '#rrggbb' here; the canvas gets what these return. */

export function mixColors(from: string, to: string, part: number): string {
  const mixed = channels(from).map((value, index) => {
    const other = channels(to)[index] ?? value
    return Math.round(value + (other - value) * part)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${mixed.join('')}`
}

export function withAlpha(color: string, alpha: number): string {
  return `rgba(${channels(color).join(', ')}, ${alpha})`
}

function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

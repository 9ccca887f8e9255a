import type { CSSProperties } from 'react'
import './slider.css'

/** A native range input: arrow keys, Page keys, Home and End come with it. */
export function Slider({
  id,
  label,
  min,
  max,
  step = 1,
  value,
  valueText,
  disabled = false,
  onChange,
}: {
  id?: string
  label: string
  min: number
  max: number
  step?: number
  value: number
  valueText: string
  disabled?: boolean
  onChange: (value: number) => void
}) {
  const filled: CSSProperties & { '--filled': string } = {
    '--filled': `${max === min ? 100 : ((value - min) / (max - min)) * 100}%`,
  }
  return (
    <input
      id={id}
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      style={filled}
      className="slider"
    />
  )
}

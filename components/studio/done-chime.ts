/** Two soft notes, made here: a sound file would be a download for half a second. */
const NOTES = [
  { hertz: 659.25, at: 0 },
  { hertz: 880, at: 0.16 },
]
const LOUDNESS = 0.06
const RINGS_FOR = 0.7

export function playChime(): void {
  const context = new AudioContext()
  for (const { hertz, at } of NOTES) {
    const tone = new OscillatorNode(context, { frequency: hertz })
    const volume = new GainNode(context, { gain: 0 })
    const start = context.currentTime + at
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.03)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + RINGS_FOR)
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + RINGS_FOR)
  }
  setTimeout(() => void context.close(), (RINGS_FOR + 0.5) * 1000)
}

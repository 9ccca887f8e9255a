/** Measures one thing and prints what it found. `scratch` is an empty directory of its own, removed afterwards. */
export type Bench = (scratch: string) => Promise<void>

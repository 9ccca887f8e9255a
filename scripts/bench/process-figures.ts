import { readFile } from 'node:fs/promises'

/** Linux counts a process's time in hundredths of a second for every program that reads /proc. */
const TICK_MS = 10
const PAGE_BYTES = 4096

/** CPU that the process has used since its start, all threads, without its children, in ms. */
export async function cpuMs(pid: number): Promise<number> {
  const fields = await statFields(pid)
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** Resident memory of the process now. */
export async function residentMegabytes(pid: number): Promise<number> {
  const fields = await statFields(pid)
  return (Number(fields[21]) * PAGE_BYTES) / 2 ** 20
}

/** The fields of proc(5) stat from `state` on: what stands before may hold blanks. */
async function statFields(pid: number): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** What a drop of files and folders holds: in the order a person sees them in, without what they never see. Pure. */

interface Dropped {
  name: string
  /** As react-dropzone says it: `./beach.jpg`, `/holiday/beach.jpg`. */
  path?: string
}

/** Made by systems, not by people. */
const OF_THE_SYSTEM = new Set(['thumbs.db', 'desktop.ini', '__macosx'])

/** Top-level entries keep their order, what is in one folder is sorted by name, as file managers do. */
export function orderDropped<File extends Dropped>(
  files: readonly File[],
): { files: File[]; hidden: number } {
  const shown = files.filter((file) => !partsOf(file).some(isHidden))
  const tops = [...new Set(shown.map((file) => topOf(file)))]
  const place = (file: File) => tops.indexOf(topOf(file))
  const sorted = shown.toSorted(
    (a, b) => place(a) - place(b) || BY_NAME.compare(partsOf(a).join('/'), partsOf(b).join('/')),
  )
  return { files: sorted, hidden: files.length - shown.length }
}

/** 2.jpg stands before 10.jpg. */
const BY_NAME = new Intl.Collator('en', { numeric: true })

function partsOf({ path, name }: Dropped): string[] {
  return (path ?? name).split('/').filter((part) => part !== '' && part !== '.')
}

/** Each loose file is a top of its own. */
function topOf(file: Dropped): string {
  return partsOf(file)[0] ?? file.name
}

function isHidden(part: string): boolean {
  return part.startsWith('.') || OF_THE_SYSTEM.has(part.toLowerCase())
}

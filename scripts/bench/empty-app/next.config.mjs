import path from 'node:path'

// The floor that the studio is measured against: a Next app with nothing in it, built by the same Next.
/** @type {import('next').NextConfig} */
const config = {
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
  serverExternalPackages: ['better-sqlite3'],
}
export default config

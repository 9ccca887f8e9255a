import { v } from '#lib/server/x.ts'
export const dynamic = 'force-dynamic'
export default function P() { return <p>{v()} {process.version}</p> }

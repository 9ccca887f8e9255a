import { route } from '#lib/server/http/route.ts'

/** 200 once the database is open and its tables are up to date: the door opens both before it answers. */
export const GET = route({ permission: 'public', run: () => ({ ok: true }) })

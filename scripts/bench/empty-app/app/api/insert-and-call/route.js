import Database from 'better-sqlite3'

export const dynamic = 'force-dynamic'

let insert

/** The least that a create can be: one row on the disk, then the call. */
export async function POST(request) {
  const body = await request.text()
  insert ??= prepare()
  insert.run(Date.now(), body)
  const answer = await fetch(process.env.BENCH_PROVIDER, { method: 'POST', body })
  return Response.json(await answer.json(), { status: 201 })
}

function prepare() {
  const file = new Database(process.env.BENCH_DATABASE)
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = FULL')
  file.exec('create table if not exists presses (at integer, body text)')
  return file.prepare('insert into presses values (?, ?)')
}

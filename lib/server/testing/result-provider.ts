import 'server-only'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { ResultToSave } from '#lib/server/generations/media-access.ts'
import { download } from '#lib/server/media/download.ts'
import { createResultSaver, type ResultSaverServices } from '#lib/server/media/save-result.ts'
import { MEMBER, type MediaRooms } from './media-rooms.ts'

/** As far as saving looks at it. */
export const FINISHED_GENERATION = {
  id: 'gen_01k0000000abcdefghjkmnpqrs',
  team_id: MEMBER.teamId,
  project_id: 'prj_first',
  author_id: MEMBER.userId,
  prompt_text: 'A small harbour at dusk, @boat rocking in the swell',
  take: 3,
} as GenerationRow

/** A server on loopback that hands out results by path; 404 for what has no answer. */
export async function openResultProvider() {
  const answers = new Map<string, (response: ServerResponse) => void>()
  const asked: { path: string; authorization: string | undefined }[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ path, authorization: request.headers.authorization })
    const answer = answers.get(path)
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    asked,
    answers,
    give: (path: string, bytes: Uint8Array | string) =>
      answers.set(path, (response) => void response.end(bytes)),
    save(rooms: MediaRooms, result: Partial<ResultToSave> = {}, services: Partial<ResultSaverServices> = {}) {
      const saver = createResultSaver({
        ...rooms,
        download: (scratch, request) => download({ trustedOrigins: new Set([origin]) }, scratch, request),
        clipLimit: 100_000_000,
        ...services,
      })
      const url = `${origin}/clip`
      return saver.saveResult({ generation: FINISHED_GENERATION, url, headers: () => ({}), ...result })
    },
    close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  }
}

export type ResultProvider = Awaited<ReturnType<typeof openResultProvider>>

import 'server-only'
import { type IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'

/** ms for the rest of a body behind a refusal. Who sends for longer is hung up on. */
const PATIENCE = 10_000

/**
 * Node closes a connection that is not kept as soon as the answer is written. To bytes that are still coming the system then says that
 * nobody is there, and a client that hears this while it sends drops the answer: a refusal of a large file was an error of the network
 * to whoever came through a proxy. So the answer is sent whole, and the connection closed when the body is over. Called once per
 * process; every server of the process is meant.
 */
export function hearOutRequests(prototype: Server = Server.prototype): void {
  const { emit } = prototype
  prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const [request] = rest
    if (event === 'request' && isOfSocket(request)) hearOut(request)
    return Reflect.apply(emit, this, [event, ...rest])
  }
}

/** Tests ask with requests that came through no socket. */
function isOfSocket(request: unknown): request is IncomingMessage {
  return (
    typeof request === 'object' && request !== null && 'socket' in request && request.socket instanceof Socket
  )
}

function hearOut(request: IncomingMessage): void {
  const { socket } = request
  const close = () => Socket.prototype.destroySoon.call(socket)
  socket.destroySoon = () => {
    if (request.complete || request.destroyed) return close()
    socket.end()
    request.once('end', close)
    request.resume()
    const timer = setTimeout(() => socket.destroy(), PATIENCE).unref()
    socket.once('close', () => clearTimeout(timer))
  }
}

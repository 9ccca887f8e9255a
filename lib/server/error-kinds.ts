import 'server-only'

/**
 * Next keeps separate copies of a module for routes and for instrumentation, where the services are made. An error that
 * a service throws and a route catches is therefore of another class with the same name, and `instanceof` would say no.
 * Such classes carry a mark that all copies share:
 *
 *   export class DownloadError extends Error {
 *     readonly [DOWNLOAD_ERROR] = true
 *     static [Symbol.hasInstance](value: unknown): value is DownloadError {
 *       return hasMark(value, DOWNLOAD_ERROR)
 *     }
 *   }
 */
export const BLOB_NOT_FOUND = Symbol.for('seedreel.BlobNotFound')
export const DOWNLOAD_ERROR = Symbol.for('seedreel.DownloadError')
export const DROPPED_CONNECTION = Symbol.for('seedreel.DroppedConnection')
export const STORAGE_ERROR = Symbol.for('seedreel.StorageError')

export function hasMark(value: unknown, mark: symbol): boolean {
  return typeof value === 'object' && value !== null && mark in value
}

import 'server-only'

/** A create carries up to 64 MB of references as data (contract.md §3.4), and gateways download all others before answering. */
export const CREATE_TIMEOUT_MS = 60_000
export const READ_TIMEOUT_MS = 20_000

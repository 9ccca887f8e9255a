/** GET /api/budget: the tokens of this calendar month (UTC). */
export interface Budget {
  /** By what the provider said. */
  used: number
  /** Expected of what has not ended yet. */
  inFlight: number
  /** Absent: the team has set none. */
  limit?: number
}

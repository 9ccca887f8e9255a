/**
 * A prompt as the studio keeps it: text and mentions in order. A mention is bound to a reference's id, never to its
 * name or position, so renaming and reordering cannot make it point elsewhere.
 */
export type PromptPart = { text: string } | { mention: string }

import 'server-only'
import type { CreateContext } from './create-task.ts'
import type { PrintContext } from './print-task.ts'

/** What the sandbox's routes work with. */
export interface SandboxContext extends CreateContext, PrintContext {}

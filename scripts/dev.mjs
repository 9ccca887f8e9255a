/** `npm run dev`: like `npm start`, without a build, with reload on change. */
import './launch/node-version.mjs'
import { ensureInstalled } from './launch/install-packages.mjs'
import { prepare, serve } from './launch/serve-studio.mjs'

await ensureInstalled()
await serve('dev', await prepare())

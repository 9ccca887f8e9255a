/** `npm start`: from a fresh clone to a link to open. Plain Node 20; the studio itself runs on the Node that npm brings. */
import './launch/node-version.mjs'
import { ensureBuilt } from './launch/build-studio.mjs'
import { ensureInstalled } from './launch/install-packages.mjs'
import { fail } from './launch/run.mjs'
import { prepare, serve } from './launch/serve-studio.mjs'

await ensureInstalled()
const settings = await prepare()
const { code, output } = await ensureBuilt()
if (code !== 0) fail('The studio could not be built.', output)
await serve('start', settings)

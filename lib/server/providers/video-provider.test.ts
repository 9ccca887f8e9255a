import { createArkProvider } from './ark.ts'
import { createOpenAIVideosProvider } from './openai-videos.ts'
import { describeVideoProvider } from './video-provider.contract.ts'

const common = { fetch: globalThis.fetch, clock: Date.now }

for (const dialect of ['gateway', 'native'] as const) {
  describeVideoProvider(`ark adapter, ${dialect}`, { list: true, cancel: true }, ({ origin, key }, changes) =>
    createArkProvider({
      ...common,
      name: 'ark',
      dialect,
      baseUrl: `${origin}/sandbox/api/v3`,
      apiKey: key,
      ...changes,
    }),
  )
}

describeVideoProvider('openai-videos adapter', { list: false, cancel: false }, ({ origin, key }, changes) =>
  createOpenAIVideosProvider({
    ...common,
    name: 'openai',
    baseUrl: `${origin}/sandbox/v1`,
    apiKey: key,
    ...changes,
  }),
)

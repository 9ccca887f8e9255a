/** Presets and templates of the team in the browser: one list, looked at again whenever its menu opens. */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { CreatePresetInput, Preset, PresetList, UpdatePresetInput } from '#lib/api/presets.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

const ADDRESS = '/api/presets'

export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: ({ signal }) => fetchJson(ADDRESS, isPresetList, { signal }),
  staleTime: 0,
})

export async function createPreset(client: QueryClient, input: CreatePresetInput): Promise<Preset> {
  const preset = await fetchJson(ADDRESS, isPreset, { method: 'POST', body: input })
  return show(client, preset)
}

export async function updatePreset(
  client: QueryClient,
  id: string,
  input: UpdatePresetInput,
): Promise<Preset> {
  const preset = await fetchJson(`${ADDRESS}/${id}`, isPreset, { method: 'PUT', body: input })
  return show(client, preset)
}

export async function deletePreset(client: QueryClient, id: string): Promise<void> {
  await callApi(`${ADDRESS}/${id}`, { method: 'DELETE' })
  client.setQueryData(presetsQuery.queryKey, (list) => list && { presets: without(list, id) })
}

function show(client: QueryClient, preset: Preset): Preset {
  client.setQueryData(presetsQuery.queryKey, (list) => ({
    presets: [...(list ? without(list, preset.id) : []), preset].toSorted((one, other) =>
      one.name.localeCompare(other.name),
    ),
  }))
  return preset
}

function without({ presets }: PresetList, id: string): Preset[] {
  return presets.filter((preset) => preset.id !== id)
}

function isPreset(body: unknown): body is Preset {
  return hasKeys(body, 'id', 'name', 'kind', 'content')
}

function isPresetList(body: unknown): body is PresetList {
  return hasKeys(body, 'presets') && Array.isArray(body.presets)
}

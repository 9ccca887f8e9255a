/** Projects of the team in the browser: one list, looked at again whenever its menu opens. */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Project, ProjectList } from '#lib/api/projects.ts'
import { fetchJson, hasKeys } from './call-api.ts'

const ADDRESS = '/api/projects'

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => fetchJson(ADDRESS, isProjectList, { signal }),
  staleTime: 0,
})

export async function createProject(
  client: QueryClient,
  wish: { name: string; isPrivate: boolean },
): Promise<Project> {
  const project = await fetchJson(ADDRESS, isProject, { method: 'POST', body: wish })
  return show(client, project)
}

export async function renameProject(client: QueryClient, id: string, name: string): Promise<Project> {
  const project = await fetchJson(`${ADDRESS}/${id}`, isProject, { method: 'PUT', body: { name } })
  return show(client, project)
}

function show(client: QueryClient, project: Project): Project {
  client.setQueryData(
    projectsQuery.queryKey,
    (list) =>
      list && {
        projects: [...list.projects.filter(({ id }) => id !== project.id), project].toSorted((one, other) =>
          one.name.localeCompare(other.name, undefined, { numeric: true }),
        ),
      },
  )
  return project
}

function isProject(body: unknown): body is Project {
  return hasKeys(body, 'id', 'name', 'isFirst')
}

function isProjectList(body: unknown): body is ProjectList {
  return hasKeys(body, 'projects') && Array.isArray(body.projects)
}

import { newProjectSchema } from '#lib/api/projects.ts'
import { route } from '#lib/server/http/route.ts'
import { createProject, readProjects } from '#lib/server/teams/projects.ts'

export const GET = route({
  permission: 'project.read',
  run: ({ services, principal }) => readProjects(services, principal),
})

export const POST = route({
  permission: 'project.change',
  body: newProjectSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createProject(services, principal, body), { status: 201 }),
})
